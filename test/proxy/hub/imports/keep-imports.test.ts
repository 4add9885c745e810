import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { graceMs } from '../../../../proxy/hub/imports/compare-posts.ts';
import {
  address,
  hour,
  type ImportWorld,
  iso,
  openImportWorld,
  start,
  status,
  terms,
} from '../../../support/import-world.ts';
import { individual } from '../../inspection/build-documents.ts';

let world: ImportWorld;
beforeEach(async () => {
  world = await openImportWorld();
});
afterEach(() => world[Symbol.asyncDispose]());
type World = ImportWorld;
const readAt: World['readAt'] = (...given) => world.readAt(...given);
const logged: World['logged'] = (...given) => world.logged(...given);
const passes: World['passes'] = (...given) => world.passes(...given);

describe('what did not pass the barrier', () => {
  test('is found once, however often the list is read', async () => {
    const posts = [status('1', '除雪のお知らせ', start + 60_000)];
    for (const hours of [1, 2, 3]) await readAt(start + hours * hour, posts);
    const found = await logged('outside');
    expect(found).toMatchObject([
      {
        fate: 'outside',
        at: iso(start + 60_000),
        address: address('1'),
        taken: true,
        wantsReview: true,
        user: null,
        posting: { text: '除雪のお知らせ', account: '@yokote', reason: 'found-outside' },
      },
    ]);
    expect(await logged('open')).toHaveLength(1);
    expect(world.changes.map(({ act }) => act)).toEqual(['posting-found']);
    expect(world.changes[0]?.decision).toBe(found[0]?.decision);
  });

  test('holds no number of a person', async () => {
    const number = individual('31415926535');
    await readAt(start + hour, [status('1', `個人番号 ${number}`, start + 60_000)]);
    const [row] = await logged('outside');
    expect(row?.posting.text).toContain('個人番号');
    expect(JSON.stringify(row)).not.toContain(number);
  });

  test('is found by its words, and reviewed like any other', async () => {
    await readAt(start + hour, [status('1', '除雪のお知らせ', start + 60_000)]);
    const query = { services: ['mastodon'], terms, text: '除雪', state: 'outside' as const };
    const [row] = (await world.store.postings.page(query, null, 50)).postings;
    const review = { at: iso(world.now), by: 'sns', note: '担当者の携帯から' };
    expect(await world.store.postings.review(row?.id ?? '', review)).toBe('done');
    expect(await logged('open')).toEqual([]);
  });

  test('that is older than the import is left alone, and so is what is not yet there', async () => {
    const posts = [status('2', '先の投稿', start + 9 * hour), status('1', '前の投稿', start - 1)];
    await readAt(start + hour, posts);
    expect(await logged()).toEqual([]);
  });
});

describe('what passed it', () => {
  test('is known by its address, or by its text where there is none', async () => {
    await passes('1', '除雪のお知らせ', start + 60_000);
    await passes(null, '広報12月号を公開しました', start + 120_000);
    await readAt(start + hour, [
      status('2', '広報12月号を公開しました', start + 121_000),
      status('1', '除雪のお知らせ', start + 61_000),
    ]);
    expect(await logged('outside')).toEqual([]);
    expect(world.changes).toEqual([]);
  });

  test('is waited for: its record comes later than the post', async () => {
    const posts = [status('1', '除雪のお知らせ', start + hour - 1000)];
    await readAt(start + hour, posts);
    expect(await logged()).toEqual([]);
    await passes('1', '除雪のお知らせ', start + hour - 2000);
    await readAt(start + 2 * hour, posts);
    expect(await logged('outside')).toEqual([]);
    // A list that was not decided on in full is read in full again.
    expect(world.asked.map(({ etag }) => etag)).toEqual([null, '"1"', null]);
  });

  test('is taken back out of the log where the terminal was away for longer', async () => {
    const posts = [status('1', '除雪のお知らせ', start + 60_000)];
    await readAt(start + hour, posts);
    expect(await logged('outside')).toHaveLength(1);
    await passes('1', '除雪のお知らせ', start + 60_000);
    for (const hours of [2, 3]) await readAt(start + hours * hour, posts);
    expect((await logged()).map(({ fate }) => fate)).toEqual(['sent']);
    expect(world.changes.map(({ act }) => act)).toEqual(['posting-found', 'posting-came-later']);
  });
});

describe('an edit', () => {
  test('outside of the barrier is noted, each state of the text once', async () => {
    await passes('1', '除雪のお知らせ', start + 60_000);
    const at = start + 60_000;
    await readAt(start + hour, [status('1', '除雪のお知らせ', at)]);
    for (const hours of [2, 3]) {
      await readAt(start + hours * hour, [status('1', '除雪は中止です', at)]);
    }
    for (const hours of [4, 5]) {
      await readAt(start + hours * hour, [status('1', '除雪は明日です', at)]);
    }
    expect((await logged('outside')).map((row) => [row.posting.act, row.posting.text])).toEqual([
      ['edit', '除雪は明日です'],
      ['edit', '除雪は中止です'],
    ]);
  });
});

test('an edit through the barrier is none, also where its record comes later', async () => {
  await passes('1', '除雪のお知らせ', start + 60_000);
  const at = start + 60_000;
  await readAt(start + hour, [status('1', '除雪のお知らせ', at)]);
  await passes('1', '除雪は中止です', start + hour + 60_000, 'edit');
  await readAt(start + 2 * hour, [status('1', '除雪は中止です', at)]);
  expect(await logged('outside')).toEqual([]);
  const posts = [status('1', '除雪は明日です', at)];
  await readAt(start + 3 * hour, posts);
  // It has a quarter of an hour, as a post has.
  expect(await logged('outside')).toEqual([]);
  await readAt(start + 4 * hour, posts);
  expect(await logged('outside')).toMatchObject([{ at: iso(start + 3 * hour) }]);
  await passes('1', '除雪は明日です', start + 2 * hour + 60_000, 'edit');
  await readAt(start + 5 * hour, posts);
  expect(await logged('outside')).toEqual([]);
  expect(world.changes.map(({ act }) => act)).toEqual(['posting-found', 'posting-came-later']);
});

describe('a list that cannot be read', () => {
  test.each([
    ['no answer', { failure: 'timeout' } as const, 'timeout'],
    ['no list', { bytes: Buffer.from('<html>'), etag: null, lastModified: null }, 'no-posts'],
    [
      'another answer',
      { bytes: Buffer.from('{"error":"x"}'), etag: null, lastModified: null },
      'no-posts',
    ],
    [
      'what unpacks to too much',
      { bytes: gzipSync(Buffer.alloc(30_000_000)), etag: null, lastModified: null },
      'no-posts',
    ],
  ])('%s is said once, and ends with the next good one', async (_, answer, code) => {
    await readAt(start + hour, answer);
    await readAt(start + 2 * hour, answer);
    expect(world.changes).toMatchObject([{ act: 'import-failed', detail: code }]);
    expect((await world.imports.states())[0]?.failure).toEqual({ code, since: iso(start + hour) });
    await readAt(start + 3 * hour, []);
    expect((await world.imports.states())[0]?.failure).toBeNull();
  });

  test('is asked again after a quarter of an hour, a good one by its own time', async () => {
    await readAt(start + hour, { failure: 'timeout' });
    await readAt(start + hour + graceMs - 1, []);
    expect(world.asked).toHaveLength(2);
    await readAt(start + hour + graceMs, []);
    expect(world.asked).toHaveLength(3);
    await readAt(start + 2 * hour, []);
    expect(world.asked).toHaveLength(3);
  });
});

test('a packed list is unpacked; another address begins with what is new', async () => {
  const posts = [status('1', '除雪のお知らせ', start + 60_000)];
  const packed = gzipSync(Buffer.from(JSON.stringify(posts)));
  await readAt(start + hour, { bytes: packed, etag: '"a"', lastModified: null });
  expect(await logged('outside')).toHaveLength(1);
  world.source = { ...world.source, url: 'https://mstdn.example/api/v1/accounts/2/statuses' };
  await readAt(start + hour + 1, 'same');
  expect(world.asked.at(-1)).toEqual({ url: expect.stringContaining('/2/'), etag: null });
});

describe('a long list', () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, n) => count - n).map((n) =>
      status(String(n), `お知らせの${n}番`, start + n * 60_000),
    );

  test('is read page by page until what is known', async () => {
    world.pageOf = 3;
    await readAt(start + hour, many(8));
    expect(await logged('outside')).toHaveLength(8);
    await readAt(start + 2 * hour, [
      status('9', '新しいお知らせ', start + 61 * 60_000),
      ...many(8),
    ]);
    expect(await logged('outside')).toHaveLength(9);
  });

  test('that breaks off is not half known: the next time gets all of it', async () => {
    world.pageOf = 3;
    const whole = many(8);
    world.isBroken = true;
    await readAt(start + hour, whole);
    expect(await logged('outside')).toEqual([]);
    expect((await world.imports.states())[0]?.failure?.code).toBe('timeout');
    world.isBroken = false;
    await readAt(start + 2 * hour, whole);
    expect(await logged('outside')).toHaveLength(8);
  });
});

test('what is read by hand says what came of it', async () => {
  world.list = [status('1', '除雪のお知らせ', start - 1)];
  world.now = start + 60_000;
  expect(await world.imports.readNow('mastodon', '@yokote')).toMatchObject({
    ...{ failure: null, pages: 1, read: 1, found: 0, gone: 0, isCut: false },
  });
  world.list = { failure: 'timeout' };
  expect(await world.imports.readNow('mastodon', '@yokote')).toMatchObject({ failure: 'timeout' });
  expect(await world.imports.readNow('mastodon', '@nobody')).toBeNull();
});
