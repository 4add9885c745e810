import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PostingQuery } from '../../../../proxy/hub/store/content-stores.ts';
import { openSqliteStore } from '../../../../proxy/hub/store/open-sqlite-store.ts';
import type { Store } from '../../../../proxy/hub/store/store.ts';
import { contentDecision, outcomeOf, posting } from '../../../support/content-records.ts';
import { arrived, daysBefore } from './store-samples.ts';

let folder: string;
let store: Store;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sekisho-told-'));
  store = await openSqliteStore(folder);
  const first = contentDecision(1, '2026-11-20T01:00:00.000Z', { postings: [posting()] });
  const second = contentDecision(2, '2026-11-21T01:00:00.000Z', {
    postings: [posting({ service: 'x' })],
  });
  await store.records.ingest('t', [
    arrived('t', 1, first),
    arrived('t', 2, outcomeOf(first, { postings: [{ taken: true, address: null, post: 'a1' }] })),
    arrived('t', 3, second),
  ]);
});
afterAll(async () => {
  await store[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const now = '2026-11-26T00:00:00.000Z';
const terms = { byService: new Map<string, string>(), others: '', now };
const found = async (state: PostingQuery['state'], services: string[] | null = null) =>
  (await store.postings.page({ services, terms, state }, null, 10)).postings.map(({ id }) => id);
const order = (by: string, dueAt = '2026-11-30T15:00:00.000Z') => ({
  at: '2026-11-22T00:00:00.000Z',
  by,
  reason: '日付が違う',
  due: '2026-11-30',
  dueAt,
});
const left = (id: string) => [{ id, json: '{}' }];
const leftIds = async () => (await store.leftChanges.list()).map(({ id }) => id);

test('of two orders at once the first counts, and its record alone is left', async () => {
  const both = await Promise.all([
    store.postings.orderCorrection('t-1-0', order('sato'), left('by-sato')),
    store.postings.orderCorrection('t-1-0', order('mori'), left('by-mori')),
  ]);
  expect(both).toEqual(['ordered', expect.objectContaining({ by: 'sato', done: null })]);
  expect(await leftIds()).toEqual(['by-sato']);
  expect(await store.postings.orderCorrection('t-9-0', order('sato'))).toBe('missing');
  expect(await found('correction')).toEqual(['t-1-0']);
  expect(await found('correction', ['x'])).toEqual([]);
  expect(await found('correction-overdue')).toEqual([]);
  expect(await store.postings.countCorrections(null, now)).toEqual({ open: 1, overdue: 0 });
  const later = '2026-12-01T00:00:00.000Z';
  expect(await store.postings.countCorrections(['bluesky'], later)).toEqual({
    open: 1,
    overdue: 1,
  });
  expect(await store.postings.countCorrections([], later)).toEqual({ open: 0, overdue: 0 });
  const [open, ...more] = await store.postings.openCorrections('2026-11-22T00:00:00.000Z');
  expect(more).toEqual([]);
  expect(open).toEqual({
    ...{ posting: 't-1-0', number: 1, at: '2026-11-22T00:00:00.000Z', by: 'sato' },
    ...{ due: '2026-11-30', dueAt: '2026-11-30T15:00:00.000Z', service: 'bluesky' },
    ...{ account: 'yokote.example', user: 'tanaka', decision: expect.any(String) },
  });
  expect(await store.postings.openCorrections('2026-11-30T15:00:00.000Z')).toHaveLength(1);
  expect(await store.postings.openCorrections('2026-12-01T00:00:00.000Z')).toEqual([]);
});

test('an edit from before the order does not end it, whenever it arrives; a later one does', async () => {
  const edit = (n: number, at: string) =>
    contentDecision(n, at, { postings: [posting({ act: 'edit', about: 'a1' })] });
  await store.records.ingest('t', [arrived('t', 4, edit(4, '2026-11-21T00:00:00.000Z'))]);
  expect(await found('correction')).toEqual(['t-1-0']);
  const later = edit(5, '2026-11-23T00:00:00.000Z');
  await store.records.ingest('t', [arrived('t', 5, later)]);
  expect(await found('correction')).toEqual([]);
  expect(await found('correction-done')).toEqual(['t-1-0']);
  expect((await store.postings.byId('t-1-0'))?.corrections).toMatchObject([
    { by: 'sato', changed: true, done: null },
  ]);
  const done = { at: now, by: 'sato', word: '済' };
  const late = await store.postings.endCorrection('t-1-0', 1, done, left('late'));
  expect(late).toMatchObject({ changed: true });
  // The service refused it after all: the order is open again.
  const refused = outcomeOf(later, { postings: [{ taken: false, address: null }] });
  await store.records.ingest('t', [arrived('t', 6, refused)]);
  expect(await found('correction')).toEqual(['t-1-0']);
  expect(await leftIds()).toEqual(['by-sato']);
});

test('by hand it ends once, with a word; then another may be ordered', async () => {
  const done = (by: string) =>
    store.postings.endCorrection(
      't-1-0',
      1,
      { at: now, by, word: '電話で確認' },
      left(`done-${by}`),
    );
  expect(await Promise.all([done('sato'), done('mori')])).toEqual([
    'done',
    expect.objectContaining({ done: { at: now, by: 'sato', word: '電話で確認' } }),
  ]);
  expect(await leftIds()).toEqual(['by-sato', 'done-sato']);
  expect(await store.postings.endCorrection('t-3-0', 1, { at: now, by: 'x', word: '' })).toBe(
    'missing',
  );
  expect(await found('correction')).toEqual([]);
  const again = await store.postings.orderCorrection(
    't-1-0',
    order('mori', '2026-11-24T15:00:00.000Z'),
  );
  expect(again).toBe('ordered');
  expect(await found('correction-overdue')).toEqual(['t-1-0']);
  expect((await store.postings.byId('t-1-0'))?.corrections.map(({ by }) => by)).toEqual([
    'sato',
    'mori',
  ]);
});

test('comments stand in their order, and all goes with its posting', async () => {
  const say = (text: string, by: string) =>
    store.postings.comment('t-1-0', { at: now, by, text }, left(text));
  await Promise.all([say('一', 'sato'), say('二', 'mori'), say('三', 'sato')]);
  const texts = (await store.postings.comments('t-1-0')).map(({ text }) => text);
  expect(texts.toSorted()).toEqual(['一', '三', '二']);
  expect(await store.postings.comments('t-3-0')).toEqual([]);
  expect(await store.postings.comment('t-9-0', { at: now, by: 'x', text: '' })).toBe('missing');
  await store.records.dropDaysBefore(daysBefore('2026-11-21'));
  expect(await store.postings.comments('t-1-0')).toEqual([]);
  expect(await store.postings.countCorrections(null, now)).toEqual({ open: 0, overdue: 0 });
});

test('the queue holds what is to review, that which left first before the others', async () => {
  const queue = await store.postings.queue(null, 10);
  expect(queue.map(({ id }) => id)).toEqual(['t-4-0', 't-3-0']);
  expect((await store.postings.queue(['x'], 10)).map(({ id }) => id)).toEqual(['t-3-0']);
  expect(await store.postings.queue([], 10)).toEqual([]);
  expect(await store.postings.queue(null, 1)).toHaveLength(1);
});
