/** The thread that owns the SQLite files: commits block for tens of milliseconds, so not the hub's own. */
import { closeSync, openSync } from 'node:fs';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { parentPort } from 'node:worker_threads';
import type { SqliteAnswer, SqliteQuestion } from './sqlite-thread.ts';

interface OpenFile {
  readonly database: DatabaseSync;
  readonly statements: Map<string, StatementSync>;
}

/** A day file each: those that nobody asks for any more are closed. */
const mostOpen = 40;
const mostStatements = 100;
const files = new Map<string, OpenFile>();

function open(file: string): OpenFile {
  const known = files.get(file);
  if (known !== undefined) {
    files.delete(file);
    files.set(file, known);
    return known;
  }
  // Made by us first, so that the database and its WAL are readable by their owner only.
  closeSync(openSync(file, 'a', 0o600));
  const database = new DatabaseSync(file, { timeout: 10_000 });
  database.exec(
    `pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on;
     pragma cache_size = -16000; pragma wal_autocheckpoint = 4000`,
  );
  const opened = { database, statements: new Map<string, StatementSync>() };
  files.set(file, opened);
  for (const [oldest, { database: other }] of files) {
    if (files.size <= mostOpen) break;
    if (oldest !== file && !other.isTransaction) close(oldest);
  }
  return opened;
}

function close(file: string): void {
  files.get(file)?.database.close();
  files.delete(file);
}

function prepare({ database, statements }: OpenFile, sql: string): StatementSync {
  const known = statements.get(sql);
  if (known !== undefined) return known;
  if (statements.size >= mostStatements) statements.clear();
  const statement = database.prepare(sql);
  statements.set(sql, statement);
  return statement;
}

function answer(question: SqliteQuestion): SqliteAnswer {
  const { id, file, sql, parameters } = question;
  if (sql === null) {
    close(file);
    return { id, rows: [], changes: 0 };
  }
  const statement = prepare(open(file), sql);
  const values = parameters as SQLInputValue[];
  if (statement.columns().length > 0) return { id, rows: statement.all(...values), changes: 0 };
  return { id, rows: [], changes: Number(statement.run(...values).changes) };
}

parentPort?.on('message', (question: SqliteQuestion | 'end') => {
  if (question === 'end') {
    for (const file of [...files.keys()]) close(file);
    parentPort?.close();
    return;
  }
  try {
    parentPort?.postMessage(answer(question));
  } catch (error) {
    const { message, errcode } = error as Error & { errcode?: number };
    const failed: SqliteAnswer = { id: question.id, error: { message, code: errcode ?? null } };
    parentPort?.postMessage(failed);
  }
});
