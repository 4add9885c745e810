import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDayFiles } from '../../../../proxy/hub/store/day-files.ts';
import { type SqliteThread, startSqliteThread } from '../../../../proxy/hub/store/sqlite-thread.ts';

let folder: string;
let writing: SqliteThread;
let reading: SqliteThread;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sekisho-days-'));
  writing = startSqliteThread();
  reading = startSqliteThread();
});
afterAll(async () => {
  await writing[Symbol.asyncDispose]();
  await reading[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

test('days are files, newest first; what else lies there is left alone', async () => {
  await writeFile(path.join(folder, 'hub.db'), '');
  const files = await openDayFiles(folder, writing, reading);
  expect(files.days()).toEqual([]);
  await Promise.all(['2026-11-22', '2026-11-23', '2026-11-22'].map(files.writer));
  expect(files.days()).toEqual(['2026-11-23', '2026-11-22']);
  expect((await openDayFiles(folder, writing, reading)).days()).toEqual(files.days());
  await files.drop('2026-11-22');
  expect(files.days()).toEqual(['2026-11-23']);
  expect((await readdir(folder)).filter((name) => name.includes('2026-11-22'))).toEqual([]);
});

test('a file that a kill left empty is made whole before it is read', async () => {
  await writeFile(path.join(folder, 'records-2026-11-20.db'), '');
  const files = await openDayFiles(folder, writing, reading);
  const database = await files.reader('2026-11-20');
  expect(await database.selectFrom('records').selectAll().execute()).toEqual([]);
});
