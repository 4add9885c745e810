import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSqliteStore } from '../../../../proxy/hub/store/open-sqlite-store.ts';
import { StartError } from '../../../../proxy/platform/start-error.ts';
import { storeContract } from './store-contract.ts';
import { account, arrived, decision } from './store-samples.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sekisho-store-'));
});
afterAll(() => rm(folder, { recursive: true }));

storeContract('sqlite', () => openSqliteStore(path.join(folder, 'contract')));

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
