import { readdir } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { openDayFiles } from '../../../../proxy/hub/store/day-files.ts';
import { keepUploads } from '../../../../proxy/hub/store/keep-uploads.ts';
import { openSqliteStore } from '../../../../proxy/hub/store/open-sqlite-store.ts';
import { startSqliteThread } from '../../../../proxy/hub/store/sqlite-thread.ts';
import { temporaryFolder } from '../../../support/audit-records.ts';
import {
  acknowledgementOf,
  contentDecision,
  outcomeOf,
  posting,
  uploadSection,
} from '../../../support/content-records.ts';
import { arrived } from './store-samples.ts';

const upload = uploadSection();
const late = '2026-11-20T23:59:59.500Z';
const stopped = contentDecision(1, '2026-11-20T10:00:00.000Z', {
  act: 'upload',
  action: 'block',
  upload,
});
const sent = contentDecision(2, '2026-11-20T11:00:00.000Z', {
  act: 'upload',
  action: 'allow',
  upload,
});
/** Its outcome, and that it was gone on from, stand in the day after. */
const warned = contentDecision(3, late, { act: 'upload', action: 'warn', upload });
const opened = contentDecision(4, '2026-11-20T12:00:00.000Z', { act: 'navigate', action: 'allow' });
const posted = contentDecision(5, '2026-11-20T13:00:00.000Z', {
  action: 'allow',
  postings: [posting()],
});
const nextDay = '2026-11-21T00:00:00.300Z';
const all = [
  stopped,
  sent,
  warned,
  opened,
  posted,
  outcomeOf(sent),
  outcomeOf(opened),
  outcomeOf(warned, { at: nextDay }),
  acknowledgementOf(warned, '相手の依頼による', { at: nextDay }),
].map((record, at) => arrived('t', at + 1, record));
const periods = { uploads: '2026-11-01', postings: '2026-11-01' };

test('uploads are kept for longer than the accesses of their day, with what belongs to them', async () => {
  await using folder = await temporaryFolder();
  await using store = await openSqliteStore(folder.path);
  await store.records.ingest('t', all);
  const before = await store.uploads.page({}, null, 10);
  // Day by day, as it comes round.
  await store.records.dropDaysBefore({ access: '2026-11-21', ...periods });
  expect(await readdir(folder.path)).toContain('uploads-2026-11-20.db');
  const dropped = await store.records.dropDaysBefore({ access: '2026-11-22', ...periods });
  expect(dropped).toEqual(['2026-11-21']);

  expect((await store.records.page({}, null, 10)).records).toEqual([]);
  expect(await store.uploads.page({}, null, 10)).toEqual(before);
  expect(before.uploads.map(({ record }) => record.id)).toEqual([warned.id, stopped.id]);
  const related = await store.uploads.related(before.uploads);
  expect(related('t', warned.id).acknowledged?.detail).toBe('相手の依頼による');
  expect(related('t', warned.id).outcome?.at).toBe(nextDay);
  expect(await store.uploads.decision('t', 2, sent.at)).toEqual(sent);
  expect(await store.uploads.decision('t', 4, opened.at)).toBeNull();
  expect(await store.uploads.countSince('2026-11-20T00:00:00.000Z')).toBe(2);
  const query = { services: null, terms: { now: 0, days: new Map() } } as never;
  expect((await store.postings.page(query, null, 10)).postings).toHaveLength(1);

  await store.records.dropDaysBefore({
    access: '2026-11-22',
    uploads: '2026-11-22',
    postings: '2026-11-22',
  });
  expect((await store.uploads.page({}, null, 10)).uploads).toEqual([]);
  expect((await store.postings.page(query, null, 10)).postings).toEqual([]);
  expect((await readdir(folder.path)).filter((name) => name.includes('-2026-'))).toEqual([]);
});

test('where a kill left a day and its copy, all is there once', async () => {
  await using folder = await temporaryFolder();
  {
    await using store = await openSqliteStore(folder.path);
    await store.records.ingest('t', all);
    await using threads = new AsyncDisposableStack();
    const writing = threads.use(startSqliteThread());
    const reading = threads.use(startSqliteThread());
    const files = await openDayFiles(folder.path, writing, reading);
    const kept = await openDayFiles(folder.path, writing, reading, 'uploads');
    await keepUploads(files, kept, '2026-11-20');
  }
  await using store = await openSqliteStore(folder.path);
  expect((await store.uploads.page({}, null, 10)).uploads).toHaveLength(2);
  expect((await store.records.page({}, null, 20)).records).toHaveLength(all.length);
  await store.records.dropDaysBefore({ access: '2026-11-22', ...periods });
  const { uploads } = await store.uploads.page({}, null, 10);
  expect(uploads.map(({ record }) => record.id)).toEqual([warned.id, stopped.id]);
  expect((await store.uploads.related(uploads))('t', warned.id).outcome?.at).toBe(nextDay);
});
