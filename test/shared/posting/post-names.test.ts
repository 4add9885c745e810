import { describe, expect, test } from 'vitest';
import { readContent } from '../../../shared/posting/content/content.ts';
import { postingOutcome } from '../../../shared/posting/outcome.ts';
import { postNamed, postsMade } from '../../../shared/posting/post-names.ts';
import { recognise } from '../../../shared/posting/recognise.ts';
import type { Act } from '../../../shared/posting/service.ts';

const bytes = (value: unknown) =>
  new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));
const form = (fields: Record<string, string>) => new URLSearchParams(fields).toString();

const requests: [string, string, string, unknown, Act, string | undefined][] = [
  [
    'a deletion on Bluesky',
    'POST',
    'https://bsky.social/xrpc/com.atproto.repo.deleteRecord',
    { repo: 'did:plc:a', collection: 'app.bsky.feed.post', rkey: '3kabc' },
    'delete',
    '3kabc',
  ],
  [
    'an edit on Bluesky',
    'POST',
    'https://bsky.social/xrpc/com.atproto.repo.putRecord',
    { repo: 'did:plc:a', collection: 'app.bsky.feed.post', rkey: '3kabc', record: { text: 'a' } },
    'edit',
    '3kabc',
  ],
  [
    'a reply on Bluesky',
    'POST',
    'https://bsky.social/xrpc/com.atproto.repo.createRecord',
    {
      repo: 'did:plc:a',
      collection: 'app.bsky.feed.post',
      record: { text: 'a', reply: { parent: { uri: 'at://did:plc:b/app.bsky.feed.post/3kxyz' } } },
    },
    'reply',
    '3kxyz',
  ],
  [
    'a deletion on X',
    'POST',
    'https://x.com/i/api/graphql/VaenaVgh5q5ih7kvyVjgtg/DeleteTweet',
    { variables: { tweet_id: '186' } },
    'delete',
    '186',
  ],
  [
    'an edit on X',
    'POST',
    'https://x.com/i/api/graphql/VaenaVgh5q5ih7kvyVjgtg/CreateTweet',
    { variables: { tweet_text: 'a', edit_options: { previous_tweet_id: '186' } } },
    'edit',
    '186',
  ],
  ['a deletion by X’s API', 'DELETE', 'https://api.x.com/2/tweets/186', '', 'delete', '186'],
  [
    'an edit on Mastodon',
    'PUT',
    'https://social.example/api/v1/statuses/113',
    { status: 'a' },
    'edit',
    'social.example/113',
  ],
  [
    'a reply on Mastodon',
    'POST',
    'https://social.example/api/v1/statuses',
    { status: 'a', in_reply_to_id: '113' },
    'reply',
    'social.example/113',
  ],
  [
    'a deletion on Misskey',
    'POST',
    'https://key.example/api/notes/delete',
    { noteId: '9abc' },
    'delete',
    'key.example/9abc',
  ],
  [
    'publishing on WordPress',
    'POST',
    'https://blog.example/wp-json/wp/v2/posts/12',
    { status: 'publish', title: 'a' },
    'post',
    'blog.example/12',
  ],
  [
    'an edit on WordPress by its other path',
    'POST',
    'https://blog.example/?rest_route=%2Fwp%2Fv2%2Fposts%2F12',
    { title: 'a' },
    'edit',
    'blog.example/12',
  ],
  [
    'the trash of the classic editor',
    'GET',
    'https://blog.example/wp-admin/post.php?post=12&action=trash',
    '',
    'delete',
    'blog.example/12',
  ],
  [
    'a deletion on Reddit',
    'POST',
    'https://oauth.reddit.com/api/del',
    form({ id: 't3_abc' }),
    'delete',
    't3_abc',
  ],
  [
    'an edit on Instagram',
    'POST',
    'https://i.instagram.com/api/v1/media/312_77/edit_media/',
    form({ caption_text: 'a' }),
    'edit',
    '312',
  ],
  [
    'a new post, which is about none',
    'POST',
    'https://api.x.com/2/tweets',
    { text: 'a' },
    'post',
    undefined,
  ],
  [
    'a name that is none',
    'POST',
    'https://x.com/i/api/graphql/VaenaVgh5q5ih7kvyVjgtg/DeleteTweet',
    { variables: { tweet_id: '<b>' } },
    'delete',
    undefined,
  ],
];

test.each(requests)('%s', (_, method, url, body, act, about) => {
  const type = typeof body === 'string' ? 'application/x-www-form-urlencoded' : 'application/json';
  const found = recognise({ method, url, headers: { 'content-type': type }, body: bytes(body) });
  expect(found.postings.map((each) => [each.act, each.about])).toEqual([[act, about]]);
});

test('each of several writes names its own post', () => {
  const write = (kind: string, rkey: string) => ({
    $type: `com.atproto.repo.applyWrites#${kind}`,
    collection: 'app.bsky.feed.post',
    rkey,
    value: { text: 'a' },
  });
  const { postings } = recognise({
    method: 'POST',
    url: 'https://bsky.social/xrpc/com.atproto.repo.applyWrites',
    headers: { 'content-type': 'application/json' },
    body: bytes({ repo: 'did:plc:a', writes: [write('delete', 'a'), write('update', 'b')] }),
  });
  expect(postings.map(({ act, about }) => [act, about])).toEqual([
    ['delete', 'a'],
    ['edit', 'b'],
  ]);
});

describe('what an answer says that it made', () => {
  test.each<[string, Act, unknown, string[]]>([
    ['bluesky', 'post', { uri: 'at://did:plc:a/app.bsky.feed.post/3kabc' }, ['3kabc']],
    [
      'bluesky',
      'post',
      { results: [{ uri: 'at://a/b/1' }, {}, { uri: 'at://a/b/2' }] },
      ['1', '2'],
    ],
    [
      'x',
      'edit',
      { data: { create_tweet: { tweet_results: { result: { rest_id: '187' } } } } },
      ['187'],
    ],
    ['mastodon', 'post', { id: '113', url: 'https://social.example/@a/113' }, ['host.example/113']],
    ['misskey', 'post', { createdNote: { id: '9abc' } }, ['host.example/9abc']],
    ['wordpress', 'post', { id: 12, link: 'https://host.example/a' }, ['host.example/12']],
    ['instagram', 'post', { media: { pk: 312, code: 'abc' } }, ['312']],
    ['reddit', 'post', { json: { data: { name: 't3_abc' } } }, ['t3_abc']],
    ['x', 'delete', { data: { id: '1' } }, []],
    ['line-oa', 'post', { id: '1' }, []],
    ['constructor', 'post', { id: '1' }, []],
    ['mastodon', 'post', { id: { a: 1 } }, []],
  ])('%s, %s', (service, act, answer, posts) => {
    expect(postsMade(service, act, 'host.example', answer)).toEqual(posts);
    const url = 'https://host.example/';
    const read = postingOutcome(service, act, { status: 200, body: bytes(answer), url });
    expect(read.posts).toEqual(posts);
  });

  test('an entry of Hatena Blog, which its header names', () => {
    const location = 'https://blog.hatena.ne.jp/a/b/atom/entry/26006613';
    const answer = { status: 201, headers: { location }, body: bytes('<entry/>') };
    expect(postingOutcome('hatena-blog', 'post', answer).posts).toEqual(['26006613']);
  });

  test('nothing where it was not taken', () => {
    const body = bytes({ id: '113', error: 'no' });
    expect(postingOutcome('mastodon', 'post', { status: 422, body }).posts).toEqual([]);
  });
});

test('a service without a line names none', () => {
  const content = readContent({ contentType: '', body: new Uint8Array(), query: '' });
  expect(postNamed('line-oa', 'delete', { host: 'a', path: '/b/1', content })).toBeNull();
});
