import { expect, test } from 'vitest';
import type { Fetched } from '../../../../proxy/hub/feeds/fetch-feed.ts';
import { mostPages, readList } from '../../../../proxy/hub/imports/read-list.ts';
import type { Import } from '../../../../shared/policy/import-schema.ts';

const source = {
  from: 'mastodon',
  url: 'https://mstdn.example/api/v1/accounts/1/statuses',
} as const;
const status = (id: number) => ({
  ...{ id: String(id), uri: `u${id}`, content: `<p>${id}</p>` },
  created_at: new Date(Date.UTC(2026, 10, 1) + id * 60_000).toISOString(),
});

/** A service with posts 1 to `count`, three a page. */
function world(count: number, answers: Record<number, Fetched> = {}, of: Import = source) {
  const asked: { url: string; etag: string | null }[] = [];
  const read = (enough: number | null, known = null as { etag: string } | null) =>
    readList(of, {
      known: known === null ? null : { ...known, lastModified: null },
      isEnough: async ({ key }) => enough !== null && Number(key.slice(1)) <= enough,
      async fetch(url, before) {
        asked.push({ url, etag: before?.etag ?? null });
        const given = answers[asked.length];
        if (given !== undefined) return given;
        const before_ = Number(new URL(url).searchParams.get('max_id') ?? count + 1);
        const ids = [1, 2, 3].map((n) => before_ - n).filter((id) => id >= 1);
        const bytes = Buffer.from(JSON.stringify(ids.map(status)));
        return { bytes, etag: `"${asked.length}"`, lastModified: null };
      },
    });
  return { read, asked };
}

test('goes on to the end, and says that this is all', async () => {
  const { read, asked } = world(7);
  const list = await read(null);
  expect(list).toMatchObject({ pages: 4, isWhole: true, isCut: false, etag: '"1"' });
  expect(typeof list === 'object' && 'posts' in list && list.posts.map(({ key }) => key)).toEqual(
    [7, 6, 5, 4, 3, 2, 1].map((id) => `u${id}`),
  );
  expect(asked[1]?.url).toBe(`${source.url}?max_id=5`);
});

test('ends where the last of a page is known', async () => {
  const list = await world(9).read(5);
  expect(list).toMatchObject({ pages: 2, isWhole: false, isCut: false });
});

test('asks with what the server said, for the first page alone; nothing new is nothing', async () => {
  const known = { etag: '"old"' };
  const { read, asked } = world(7);
  await read(null, known);
  expect(asked.map(({ etag }) => etag)).toEqual(['"old"', null, null, null]);
  expect(await world(7, { 1: 'same' }).read(null, known)).toBe('same');
});

test('ends at its limit, and says that the list goes on', async () => {
  const list = await world(100).read(null);
  expect(list).toMatchObject({ pages: mostPages, isWhole: false, isCut: true });
});

test('a page that fails is a list that fails', async () => {
  expect(await world(7, { 2: { failure: 'timeout' } }).read(null)).toEqual({ failure: 'timeout' });
  const bytes = Buffer.from('<html>');
  const broken = { bytes, etag: null, lastModified: null };
  expect(await world(7, { 3: broken }).read(null)).toEqual({ failure: 'no-posts' });
});

test('a server that gives the same page again and again is left', async () => {
  const bytes = Buffer.from(JSON.stringify([status(3)]));
  const same = { bytes, etag: null, lastModified: null };
  const { read, asked } = world(9, Object.fromEntries([1, 2, 3, 4].map((n) => [n, same])));
  expect(await read(null)).toMatchObject({ isWhole: false, isCut: false });
  expect(asked).toHaveLength(2);
});

test('a feed is never the whole of what there is', async () => {
  const text = '<rss version="2.0"><channel><title>市</title></channel></rss>';
  const feed = { bytes: Buffer.from(text), etag: null, lastModified: null };
  const { read } = world(0, { 1: feed }, { from: 'rss', url: 'https://blog.example/feed' });
  expect(await read(null)).toMatchObject({ posts: [], isWhole: false });
});
