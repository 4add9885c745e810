import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  isFull,
  SqliteError,
  startSqliteThread,
} from '../../../../proxy/hub/store/sqlite-thread.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sekisho-thread-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('answers, changes and errors come back to who asked; files end with the thread', async () => {
  const thread = startSqliteThread();
  const file = path.join(folder, 'a.db');
  await thread.run(file, 'create table a (x integer primary key)', []);
  const answers = await Promise.allSettled([
    thread.run(file, 'insert into a values (?), (?)', [1, 2]),
    thread.run(file, 'insert into a values (?)', [1]),
    thread.run(file, 'select x from a where x > ? order by x', [0]),
    thread.run(file, 'select nonsense', []),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
    'rejected',
  ]);
  expect(answers[0]).toMatchObject({ value: { changes: 2, rows: [] } });
  expect(answers[1]).toMatchObject({ reason: { code: 1555 } });
  expect(answers[2]).toMatchObject({ value: { rows: [{ x: 1 }, { x: 2 }] } });
  await thread[Symbol.asyncDispose]();
  await expect(thread.run(file, 'select 1', [])).rejects.toThrow('closed');
});

test('many files are served, however few stay open', async () => {
  await using thread = startSqliteThread();
  const files = Array.from({ length: 60 }, (_, index) => path.join(folder, `d${index}.db`));
  for (const file of files) {
    await thread.run(file, 'create table a (x text)', []);
    await thread.run(file, 'insert into a values (?)', [file]);
  }
  for (const file of files) {
    expect((await thread.run(file, 'select x from a', [])).rows).toEqual([{ x: file }]);
  }
});

test('no room is told from other faults, and it goes on when there is room', async () => {
  await using thread = startSqliteThread();
  const file = path.join(folder, 'full.db');
  await thread.run(file, 'create table a (x text)', []);
  await thread.run(file, 'pragma max_page_count = 4', []);
  const insert = () => thread.run(file, 'insert into a values (?)', ['x'.repeat(50_000)]);
  const failure: unknown = await insert().catch((error) => error);
  expect(failure instanceof SqliteError && isFull(failure)).toBe(true);
  const other: unknown = await thread.run(file, 'select nonsense', []).catch((error) => error);
  expect(other instanceof SqliteError && isFull(other)).toBe(false);
  await thread.run(file, 'pragma max_page_count = 4000', []);
  expect((await insert()).changes).toBe(1);
});
