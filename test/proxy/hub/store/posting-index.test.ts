import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSqliteStore } from '../../../../proxy/hub/store/open-sqlite-store.ts';
import type { Store } from '../../../../proxy/hub/store/store.ts';
import { contentDecision, posting } from '../../../support/content-records.ts';
import { arrived, daysBefore } from './store-samples.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sekisho-index-'));
});
afterAll(() => rm(folder, { recursive: true }));

const day = (n: number) => `2026-11-${String(n).padStart(2, '0')}T00:00:00.000Z`;
const records = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) =>
    arrived(
      't',
      from + index,
      contentDecision(from + index, day(1 + ((from + index) % 20)), {
        postings: [posting({ text: `ＡＢ第${from + index}号 雪まつり` })],
      }),
    ),
  );

async function count(store: Store, text: string): Promise<number> {
  const terms = {
    byService: new Map<string, string>(),
    others: '',
    now: '2026-11-27T00:00:00.000Z',
  };
  const page = await store.postings.page({ services: null, terms, text }, null, 1000);
  return page.postings.length;
}

/** As it was before there was an index: no numbers, and words of lower case alone. */
function forget(place: string, where = 'true') {
  const database = new DatabaseSync(path.join(place, 'hub.db'));
  database.exec(`delete from posting_words where rowid in (select number from postings where ${where});
    update postings set number = null, words = lower(replace(words, 'ab', 'ＡＢ')) where ${where}`);
  database.close();
}

const inIndex = (place: string) => {
  const database = new DatabaseSync(path.join(place, 'hub.db'));
  const rows = database.prepare('select rowid from posting_words').all();
  database.close();
  return rows.length;
};

test('postings of before are found at once, and come into the index some at a time', async () => {
  const place = path.join(folder, 'old');
  {
    await using store = await openSqliteStore(place);
    await store.records.ingest('t', records(1, 450));
  }
  forget(place);
  await using store = await openSqliteStore(place);
  expect(await count(store, '雪')).toBe(450);
  expect(await count(store, '第7号')).toBe(1);
  expect(await store.postings.fillIndex()).toBe(true);
  expect(inIndex(place)).toBe(200);
  // What comes meanwhile is in it at once.
  await store.records.ingest('t', records(451, 5));
  expect(await count(store, '雪')).toBe(455);
  expect(await store.postings.fillIndex()).toBe(true);
  expect(await store.postings.fillIndex()).toBe(false);
  expect(await store.postings.fillIndex()).toBe(false);
  expect(inIndex(place)).toBe(455);
  expect(await count(store, '雪')).toBe(455);
  expect(await count(store, 'ab第')).toBe(455);
});

test('a hub that ended in the middle goes on where it was', async () => {
  const place = path.join(folder, 'ended');
  {
    await using store = await openSqliteStore(place);
    await store.records.ingest('t', records(1, 300));
  }
  forget(place, 'seq <= 250');
  {
    await using store = await openSqliteStore(place);
    await store.postings.fillIndex();
  }
  await using store = await openSqliteStore(place);
  expect(await count(store, 'まつ')).toBe(300);
  while (await store.postings.fillIndex());
  expect(inIndex(place)).toBe(300);
  expect(await count(store, 'まつ')).toBe(300);
});

test('records that come again are in the index once, and retention takes their words along', async () => {
  const place = path.join(folder, 'again');
  await using store = await openSqliteStore(place);
  await store.records.ingest('t', records(1, 40));
  await store.records.ingest('t', records(1, 45));
  expect(inIndex(place)).toBe(45);
  expect(await count(store, '雪')).toBe(45);
  await store.records.dropDaysBefore(daysBefore('2026-11-11'));
  const left = await count(store, '雪');
  expect(left).toBe(records(1, 45).filter(({ json }) => JSON.parse(json).at >= day(11)).length);
  expect(inIndex(place)).toBe(left);
});
