import { describe, expect, test } from 'vitest';
import { nextOfFeed, nextPage } from '../../../../shared/posting/imported/next-page.ts';

const feed = 'https://public.api.bsky.app/xrpc/app.bsky.feed.getAuthorFeed?actor=yokote.example';
const statuses = 'https://mstdn.example/api/v1/accounts/1/statuses?limit=40';

describe('the older posts', () => {
  test.each([
    [
      'Bluesky says a cursor',
      'bluesky',
      feed,
      { feed: [{}], cursor: 'a/b c' },
      `${feed}&cursor=a%2Fb+c`,
    ],
    [
      'which takes the place of the one before',
      'bluesky',
      `${feed}&cursor=old`,
      { records: [{}], cursor: 'new' },
      `${feed}&cursor=new`,
    ],
    ['none: this was the last', 'bluesky', feed, { feed: [{}] }, null],
    [
      'an empty page is the last, whatever it says',
      'bluesky',
      feed,
      { feed: [], cursor: 'a' },
      null,
    ],
    ['what is no list has none', 'bluesky', feed, [], null],
    [
      'Mastodon is asked for those before the last',
      'mastodon',
      statuses,
      [{ id: '9' }, { id: '7' }],
      `${statuses}&max_id=7`,
    ],
    ['an empty page is the last', 'mastodon', statuses, [], null],
    ['a post without an id leads nowhere', 'mastodon', statuses, [{ id: 7 }], null],
  ] as const)('%s', (_, from, url, body, expected) => {
    expect(nextPage(from, url, body)).toBe(expected);
  });
});

test.each([
  ['the same server', 'https://blog.example/feed?paged=2', 'https://blog.example/feed?paged=2'],
  ['a part of an address', '?paged=2', 'https://blog.example/feed?paged=2'],
  ['not another server', 'https://else.example/feed', null],
  ['not without encryption', 'http://blog.example/feed', null],
  ['nothing', undefined, null],
])('a feed’s next page: %s', (_, link, expected) => {
  expect(nextOfFeed('https://blog.example/feed', link)).toBe(expected);
});
