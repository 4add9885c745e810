/** The store on SQLite: a main file, and a file of records for each day (WAL, synchronous=FULL). */
import path from 'node:path';
import { makePrivateFolder } from '../../platform/private-file.ts';
import { accountStore, linkStore, sessionStore } from './account-store.ts';
import { openDayFiles } from './day-files.ts';
import { type MainTables, mainSteps } from './main-tables.ts';
import { migrate } from './migrate.ts';
import { leftChangeStore, requestStore, revisionStore, terminalStore } from './policy-store.ts';
import { recordStore } from './record-store.ts';
import { sqliteDatabase } from './sqlite-database.ts';
import { startSqliteThread } from './sqlite-thread.ts';
import type { Store } from './store.ts';

/** @throws StartError where the files were made by a newer program */
export async function openSqliteStore(folder: string): Promise<Store> {
  await makePrivateFolder(folder);
  await using threads = new AsyncDisposableStack();
  const writing = threads.use(startSqliteThread());
  // Reading has a thread of its own: a long search does not hold up what terminals send.
  const reading = threads.use(startSqliteThread());
  const main = sqliteDatabase<MainTables>(writing, path.join(folder, 'hub.db'));
  await migrate(main, mainSteps, 'hub.db');
  const files = await openDayFiles(folder, writing, reading);
  const running = threads.move();
  return {
    accounts: accountStore(main),
    sessions: sessionStore(main),
    links: linkStore(main),
    terminals: terminalStore(main),
    revisions: revisionStore(main),
    requests: requestStore(main),
    records: recordStore(main, files),
    leftChanges: leftChangeStore(main),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}
