/** The hub's side of the thread that owns the SQLite files: one question, one answer. */
import { Worker } from 'node:worker_threads';

export interface SqliteQuestion {
  readonly id: number;
  readonly file: string;
  /** null closes the file. */
  readonly sql: string | null;
  readonly parameters: readonly unknown[];
}

export type SqliteAnswer =
  | { readonly id: number; readonly rows: unknown[]; readonly changes: number }
  | { readonly id: number; readonly error: { message: string; code: number | null } };

export interface SqliteResult {
  readonly rows: unknown[];
  readonly changes: number;
}

export class SqliteError extends Error {
  /** SQLite's extended result code, e.g. 1555 for a primary key that exists. */
  readonly code: number | null;
  constructor(message: string, code: number | null) {
    super(message);
    this.code = code;
  }
}

/** No room on the disk: nothing was written, and it goes on when there is room. */
export function isFull({ code }: SqliteError): boolean {
  return code !== null && (code & 0xff) === 13;
}

export interface SqliteThread extends AsyncDisposable {
  run(file: string, sql: string, parameters: readonly unknown[]): Promise<SqliteResult>;
  close(file: string): Promise<void>;
}

interface Waiting {
  resolve(result: SqliteResult): void;
  reject(error: Error): void;
}

export function startSqliteThread(): SqliteThread {
  const worker = new Worker(new URL('./sqlite-worker.ts', import.meta.url));
  const waiting = new Map<number, Waiting>();
  let last = 0;
  let ended: Error | null = null;

  const end = (reason: Error) => {
    ended ??= reason;
    for (const each of waiting.values()) each.reject(ended);
    waiting.clear();
  };
  worker.on('message', (answer: SqliteAnswer) => {
    const asked = waiting.get(answer.id);
    waiting.delete(answer.id);
    if ('error' in answer) {
      asked?.reject(new SqliteError(answer.error.message, answer.error.code));
    } else asked?.resolve(answer);
  });
  worker.on('error', end);
  const exited = new Promise<void>((resolve) => {
    worker.on('exit', () => {
      end(new SqliteError('the store is closed', null));
      resolve();
    });
  });

  function ask(
    file: string,
    sql: string | null,
    parameters: readonly unknown[],
  ): Promise<SqliteResult> {
    if (ended !== null) return Promise.reject(ended);
    last += 1;
    const question: SqliteQuestion = { id: last, file, sql, parameters };
    return new Promise<SqliteResult>((resolve, reject) => {
      waiting.set(question.id, { resolve, reject });
      worker.postMessage(question);
    });
  }

  return {
    run: ask,
    close: async (file) => {
      await ask(file, null, []);
    },
    [Symbol.asyncDispose]: async () => {
      worker.postMessage('end');
      await exited;
    },
  };
}
