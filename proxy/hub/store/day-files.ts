/** One file of records per UTC day: deleting days is retention. Two kinds: all of a day, and what is kept of it for longer. */
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Kysely } from 'kysely';
import { migrate } from './migrate.ts';
import { type RecordTables, recordSteps } from './record-columns.ts';
import { sqliteDatabase } from './sqlite-database.ts';
import type { SqliteThread } from './sqlite-thread.ts';

export interface DayFiles {
  /** Days that have records, newest first. */
  readonly days: () => readonly string[];
  /** Makes the day's file where it is missing. */
  writer(day: string): Promise<Kysely<RecordTables>>;
  reader(day: string): Promise<Kysely<RecordTables>>;
  readonly fileOf: (day: string) => string;
  drop(day: string): Promise<void>;
}

const namePattern = /^(records|uploads)-(\d{4}-\d\d-\d\d)\.db$/;

export async function openDayFiles(
  folder: string,
  writing: SqliteThread,
  reading: SqliteThread,
  kind: 'records' | 'uploads' = 'records',
): Promise<DayFiles> {
  const known = new Set<string>();
  const ready = new Map<string, Promise<Kysely<RecordTables>>>();
  for (const name of await readdir(folder)) {
    const [, found, day] = namePattern.exec(name) ?? [];
    if (found === kind && day !== undefined) known.add(day);
  }
  const fileOf = (day: string) => path.join(folder, `${kind}-${day}.db`);

  async function prepare(day: string): Promise<Kysely<RecordTables>> {
    const database = sqliteDatabase<RecordTables>(writing, fileOf(day));
    await migrate(database, recordSteps, path.basename(fileOf(day)));
    known.add(day);
    return database;
  }
  function writer(day: string): Promise<Kysely<RecordTables>> {
    let database = ready.get(day);
    if (database === undefined) {
      database = prepare(day);
      ready.set(day, database);
      database.catch(() => ready.delete(day));
    }
    return database;
  }

  return {
    days: () => [...known].sort().reverse(),
    fileOf,
    writer,
    async reader(day) {
      // A kill between making a file and its tables leaves an empty file: made whole before it is read.
      await writer(day);
      return sqliteDatabase<RecordTables>(reading, fileOf(day));
    },
    async drop(day) {
      known.delete(day);
      ready.delete(day);
      await Promise.all([writing.close(fileOf(day)), reading.close(fileOf(day))]);
      for (const end of ['', '-wal', '-shm']) await rm(`${fileOf(day)}${end}`, { force: true });
    },
  };
}
