import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSqliteStore } from '../../../../proxy/hub/store/open-sqlite-store.ts';
import { StartError } from '../../../../proxy/platform/start-error.ts';
import { contentDecision, posting, uploadSection } from '../../../support/content-records.ts';
import { contentContract } from './content-contract.ts';
import { storeContract } from './store-contract.ts';
import { account, arrived, daysBefore, decision } from './store-samples.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sekisho-store-'));
});
afterAll(() => rm(folder, { recursive: true }));

storeContract('sqlite', () => openSqliteStore(path.join(folder, 'contract')));
contentContract('sqlite', () => openSqliteStore(path.join(folder, 'content')));

test('what was written is there after opening again, in files of their owner alone', async () => {
  const place = path.join(folder, 'again');
  const at = '2026-11-23T00:00:00.000Z';
  {
    await using store = await openSqliteStore(place);
    await store.accounts.create(account('sato'));
    await store.records.ingest('t', [arrived('t', 1, decision({ at }))]);
  }
  await using store = await openSqliteStore(place);
  expect(await store.accounts.byId('sato')).toEqual(account('sato'));
  expect((await store.records.page({}, null, 10)).records).toHaveLength(1);
  for (const name of await readdir(place)) {
    expect((await stat(path.join(place, name))).mode & 0o077, name).toBe(0);
  }
});

test.each<[string, (whole: Buffer) => Buffer]>([
  ['is rubbish', () => Buffer.from('rubbish '.repeat(100))],
  ['was cut off', (whole) => whole.subarray(0, Math.floor(whole.length / 2))],
  ['has zeroes in the middle', (whole) => Buffer.from(whole).fill(0, 4096, whole.length - 4096)],
])('a main file that %s is a sentence with the cure', async (_, damage) => {
  const place = await mkdtemp(path.join(folder, 'damaged-'));
  await (await openSqliteStore(place))[Symbol.asyncDispose]();
  const file = path.join(place, 'hub.db');
  await writeFile(file, damage(await readFile(file)));
  await expect(openSqliteStore(place)).rejects.toThrow(/damaged: move it/);
  await expect(openSqliteStore(place)).rejects.toThrow(StartError);
});

test('a database of a newer program is refused with a sentence', async () => {
  const place = path.join(folder, 'newer');
  await (await openSqliteStore(place))[Symbol.asyncDispose]();
  const database = new DatabaseSync(path.join(place, 'hub.db'));
  database.exec("insert into steps (step, at) values (99, 'later')");
  database.close();
  await expect(openSqliteStore(place)).rejects.toThrow(StartError);
});

test('records whose cursor was not written are there once when they are sent again', async () => {
  const place = path.join(folder, 'half');
  const at = '2026-11-23T00:00:00.000Z';
  const records = [1, 2, 3].map((seq) => arrived('t', seq, decision({ at })));
  {
    await using store = await openSqliteStore(place);
    await store.records.ingest('t', records);
  }
  const database = new DatabaseSync(path.join(place, 'hub.db'));
  database.exec('delete from cursors');
  database.close();
  await using store = await openSqliteStore(place);
  expect((await store.records.cursor('t')).seq).toBe(0);
  await store.records.ingest('t', records);
  expect((await store.records.page({}, null, 10)).records).toHaveLength(3);
  expect((await store.records.cursor('t')).seq).toBe(3);
});

const terms = { byService: new Map<string, string>(), others: '', now: '2026-11-27T00:00:00.000Z' };

/** As the first program left its files: without what later steps made. */
function makeOld(file: string, undo: string) {
  const database = new DatabaseSync(file);
  database.exec(undo);
  database.exec('delete from steps where step > 1');
  database.close();
}

test('files of the first program are brought to the state of this one', async () => {
  const place = path.join(folder, 'old');
  const at = '2026-11-23T00:00:00.000Z';
  {
    await using store = await openSqliteStore(place);
    await store.records.ingest('t', [arrived('t', 1, decision({ at }))]);
    await store.revisions.add({ revision: 1, published: at, by: 'sato', note: '', yaml: '' });
  }
  makeOld(
    path.join(place, 'hub.db'),
    `drop table posting_words; drop table posting_corrections; drop table posting_comments; drop table postings; drop table signatures; drop table proposals; drop table lines;
     drop table documents; drop table upload_approvals; drop table register_changes;
     drop table imports; drop table imported_posts;
     drop table notifications; drop table unknown_operations;
     drop table disasters; drop table disaster_services;
     drop table draft_picture_reports; drop table draft_pictures; drop table draft_uses;
     drop table drafts; drop table thumbnails;
     alter table revisions drop column proposal; alter table revisions drop column signatures;
     alter table revisions drop column told`,
  );
  makeOld(
    path.join(place, 'records-2026-11-23.db'),
    `drop index records_wanted; alter table records drop column initiator;
     alter table records drop column port; alter table records drop column refused;
     drop index records_upload; drop index records_decision;
     alter table records drop column upload; alter table records drop column decision`,
  );
  await using store = await openSqliteStore(place);
  const next = contentDecision(1, at, {
    action: 'block',
    upload: uploadSection(),
    postings: [posting()],
  });
  expect((await store.uploads.page({}, null, 10)).uploads).toEqual([]);
  const known = await store.refusals.wanted(at, 'refused');
  expect(known).toMatchObject([{ host: 'example.jp', port: 443, user: 'tanaka', count: 1 }]);
  expect(await store.revisions.current()).toMatchObject({ proposal: null, signatures: [] });
  expect(await store.lines.untold()).toEqual([1]);
  await store.records.ingest('t', [arrived('t', 2, next)]);
  expect((await store.records.page({}, null, 10)).records).toHaveLength(2);
  expect((await store.uploads.page({}, null, 10)).uploads.map(({ seq }) => seq)).toEqual([2]);
  const page = await store.postings.page({ services: null, terms }, null, 10);
  expect(page.postings.map(({ id }) => id)).toEqual(['t-2-0']);
});

test('postings whose cursor was not written are there once, and keep their review', async () => {
  const place = path.join(folder, 'half-posted');
  const at = '2026-11-23T00:00:00.000Z';
  const records = [1, 2].map((seq) =>
    arrived('t', seq, contentDecision(seq, at, { postings: [posting()] })),
  );
  {
    await using store = await openSqliteStore(place);
    await store.records.ingest('t', records);
    expect(await store.postings.review('t-1-0', { at, by: 'sato', note: '' })).toBe('done');
  }
  const database = new DatabaseSync(path.join(place, 'hub.db'));
  database.exec('delete from cursors; delete from postings where seq = 2');
  database.close();
  await using store = await openSqliteStore(place);
  await store.records.ingest('t', records);
  const { postings } = await store.postings.page({ services: null, terms }, null, 10);
  expect(postings.map(({ id, reviewed }) => [id, reviewed?.by])).toEqual([
    ['t-2-0', undefined],
    ['t-1-0', 'sato'],
  ]);
});

test('postings of days whose files are gone go at the next retention', async () => {
  const place = path.join(folder, 'half-dropped');
  const at = '2026-11-20T00:00:00.000Z';
  {
    await using store = await openSqliteStore(place);
    const record = contentDecision(1, at, { postings: [posting()] });
    await store.records.ingest('t', [arrived('t', 1, record)]);
  }
  await rm(path.join(place, 'records-2026-11-20.db'));
  await using store = await openSqliteStore(place);
  await store.records.dropDaysBefore(daysBefore('2026-11-21'));
  const { postings } = await store.postings.page({ services: null, terms }, null, 10);
  expect(postings).toEqual([]);
});
