import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from '../../../../proxy/hub/store/migrate.ts';
import { sqliteDatabase } from '../../../../proxy/hub/store/sqlite-database.ts';
import { type SqliteThread, startSqliteThread } from '../../../../proxy/hub/store/sqlite-thread.ts';

let folder: string;
let thread: SqliteThread;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sekisho-migrate-'));
  thread = startSqliteThread();
});
afterAll(async () => {
  await thread[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});
const open = (name: string): Kysely<{ a: { x: number; y: number | null } }> =>
  sqliteDatabase(thread, path.join(folder, name));
const one = ['create table a (x integer)', 'insert into a values (1)'];
const two = ['alter table a add column y integer'];

test('each step is done once', async () => {
  const database = open('steps.db');
  await migrate(database, [one], 'steps.db');
  await migrate(database, [one], 'steps.db');
  await migrate(database, [one, two], 'steps.db');
  expect(await database.selectFrom('a').selectAll().execute()).toEqual([{ x: 1, y: null }]);
});

test('a step that fails leaves nothing behind', async () => {
  const database = open('fails.db');
  const half = ['create table b (x integer)', 'insert into nowhere values (1)'];
  await expect(migrate(database, [one, half], 'fails.db')).rejects.toThrow(/nowhere/);
  const { rows } = await sql`select name from sqlite_master where type = 'table'`.execute(database);
  expect(rows).toEqual([]);
  await migrate(database, [one, two], 'fails.db');
});

test('a newer file is refused by name', async () => {
  const database = open('newer.db');
  await migrate(database, [one, two], 'newer.db');
  const older = migrate(database, [one], 'newer.db');
  await expect(older).rejects.toMatchObject({ name: 'StartError' });
  await expect(older).rejects.toThrow(/newer\.db was made by a newer Sekisho/);
});
