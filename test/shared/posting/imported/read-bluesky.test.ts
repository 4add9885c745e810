import { expect, test } from 'vitest';
import { readBluesky } from '../../../../shared/posting/imported/read-bluesky.ts';

const uri = 'at://did:plc:abc/app.bsky.feed.post/3kabc';
const address = 'https://bsky.app/profile/did:plc:abc/post/3kabc';
const record = (changes: object = {}) => ({
  $type: 'app.bsky.feed.post',
  text: '除雪のお知らせ',
  createdAt: '2026-11-29T00:00:00.000Z',
  ...changes,
});

test('a list of records', () => {
  expect(readBluesky({ records: [{ uri, cid: 'c', value: record() }], cursor: 'x' })).toEqual([
    { key: uri, address, act: 'post', text: '除雪のお知らせ', at: '2026-11-29T00:00:00.000Z' },
  ]);
});

test.each([
  ['a reply', record({ reply: { root: {}, parent: {} } }), 'reply'],
  ['a quote', record({ embed: { $type: 'app.bsky.embed.record', record: {} } }), 'quote'],
  [
    'a quote with pictures',
    record({ embed: { $type: 'app.bsky.embed.recordWithMedia' } }),
    'quote',
  ],
  ['pictures alone', record({ embed: { $type: 'app.bsky.embed.images' } }), 'post'],
])('%s in an author’s feed', (_, value, act) => {
  const feed = [{ post: { uri, record: value, author: { did: 'did:plc:abc' } } }];
  expect(readBluesky({ feed })).toMatchObject([{ key: uri, act }]);
});

test('what the account posted again has no address of its own', () => {
  const reason = { $type: 'app.bsky.feed.defs#reasonRepost', indexedAt: '2026-11-29T01:00:00Z' };
  const [post] = readBluesky({ feed: [{ post: { uri, record: record() }, reason }] }) ?? [];
  expect(post).toMatchObject({ act: 'repost', address: null, text: '' });
  expect(post?.at).toBe('2026-11-29T01:00:00.000Z');
  expect(post?.key).not.toBe(uri);
});

test.each([
  ['no list', { error: 'InvalidRequest' }, null],
  ['a page', 'html', null],
  ['nothing', null, null],
  [
    'entries that are none',
    { feed: [null, 3, { post: {} }, { post: { uri: 'x', record: {} } }] },
    [],
  ],
  ['a record without a time', { records: [{ uri, value: record({ createdAt: 3 }) }] }, []],
  ['an empty list', { records: [] }, []],
])('%s', (_, body, expected) => {
  expect(readBluesky(body)).toEqual(expected);
});
