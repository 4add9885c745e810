import { expect, test } from 'vitest';
import { importSchema } from '../../../shared/policy/import-schema.ts';

const appView = 'https://public.api.bsky.app/xrpc/app.bsky.feed.getAuthorFeed';
const list = 'https://pds.example/xrpc/com.atproto.repo.listRecords';

test.each([
  ['bluesky', `${appView}?actor=yokote.example&limit=100`],
  ['bluesky', `${list}?repo=did:plc:a&collection=app.bsky.feed.post`],
  ['mastodon', 'https://mstdn.example/api/v1/accounts/1/statuses?limit=40'],
  ['rss', 'https://blog.city.example/feed/'],
])('%s is read from %s', (from, url) => {
  expect(importSchema.parse({ from, url, every: 'PT30M' })).toEqual({ from, url, every: 'PT30M' });
});

test.each([
  ['without encryption', 'rss', 'http://blog.city.example/feed/', /https/],
  ['no address at all', 'rss', 'yokote', /https/],
  ['of an account’s page', 'bluesky', 'https://bsky.app/profile/yokote.example', /getAuthorFeed/],
  ['that names no account', 'bluesky', appView, /actor=/],
  ['of another list', 'mastodon', 'https://mstdn.example/api/v1/timelines/public', /statuses/],
])('an address %s is told how to be mended', (_, from, url, words) => {
  const { error } = importSchema.safeParse({ from, url });
  expect(error?.issues[0]?.path).toEqual(['url']);
  expect(error?.issues[0]?.message).toMatch(words);
});
