import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { readPage } from '../../../../proxy/hub/imports/read-page.ts';

const url = 'https://mstdn.example/api/v1/accounts/1/statuses';
const statuses = JSON.stringify([
  { id: '7', uri: 'u7', created_at: '2026-11-29T00:00:00Z', content: '<p>雪</p>' },
]);
const feed = `<feed xmlns="http://www.w3.org/2005/Atom"><title>市</title>
  <link rel="next" href="/feed?page=2"/><entry><id>1</id><title>雪</title>
  <published>2026-11-29T00:00:00Z</published></entry></feed>`;

test('posts and the address of the older ones, packed or not', () => {
  for (const bytes of [Buffer.from(statuses), gzipSync(statuses)]) {
    const page = readPage('mastodon', url, bytes);
    expect(page?.posts).toMatchObject([{ key: 'u7', text: '雪' }]);
    expect(page?.next).toBe(`${url}?max_id=7`);
  }
});

test('a feed goes on where it says so', () => {
  const page = readPage('rss', 'https://blog.example/feed', Buffer.from(feed));
  expect(page).toMatchObject({
    posts: [{ key: '1' }],
    next: 'https://blog.example/feed?page=2',
  });
});

test.each([
  ['markup', Buffer.from('<html>')],
  ['another answer', Buffer.from('{"error":"x"}')],
  ['what unpacks to too much', gzipSync(Buffer.alloc(30_000_000))],
])('%s is no list', (_, bytes) => {
  expect(readPage('mastodon', url, bytes)).toBeNull();
});
