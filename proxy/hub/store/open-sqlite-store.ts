/** The store on SQLite: a main file, and a file of records for each day (WAL, synchronous=FULL). */
import path from 'node:path';
import { makePrivateFolder } from '../../platform/private-file.ts';
import { StartError } from '../../platform/start-error.ts';
import { accountStore, linkStore, sessionStore } from './account-store.ts';
import { openDayFiles } from './day-files.ts';
import { disasterStore } from './disaster-store.ts';
import { documentStore } from './document-store.ts';
import { draftStore } from './draft-store.ts';
import { importStore } from './import-store.ts';
import { withKept } from './keep-uploads.ts';
import { lineStore } from './line-store.ts';
import { type MainTables, mainSteps } from './main-tables.ts';
import { migrate } from './migrate.ts';
import { notificationStore } from './notification-store.ts';
import { leftChangeStore, requestStore, revisionStore, terminalStore } from './policy-store.ts';
import { postingStore } from './posting-store.ts';
import { proposalStore } from './proposal-store.ts';
import { recordStore } from './record-store.ts';
import { refusalStore } from './refusal-store.ts';
import { registerStore } from './register-store.ts';
import { sqliteDatabase } from './sqlite-database.ts';
import { SqliteError, type SqliteThread, startSqliteThread } from './sqlite-thread.ts';
import type { Store } from './store.ts';
import { thumbnailStore } from './thumbnail-store.ts';
import { uploadApprovalStore } from './upload-approval-store.ts';
import { uploadStore } from './upload-store.ts';

/** @throws StartError where the files were made by a newer program, or the main file is damaged */
export async function openSqliteStore(folder: string): Promise<Store> {
  await makePrivateFolder(folder);
  await using threads = new AsyncDisposableStack();
  const writing = threads.use(startSqliteThread());
  // Reading has a thread of its own: a long search does not hold up what terminals send.
  const reading = threads.use(startSqliteThread());
  const file = path.join(folder, 'hub.db');
  await checkFile(writing, file);
  const main = sqliteDatabase<MainTables>(writing, file);
  await migrate(main, mainSteps, 'hub.db');
  const files = await openDayFiles(folder, writing, reading);
  const kept = await openDayFiles(folder, writing, reading, 'uploads');
  const running = threads.move();
  return {
    accounts: accountStore(main),
    sessions: sessionStore(main),
    links: linkStore(main),
    terminals: terminalStore(main),
    revisions: revisionStore(main),
    proposals: proposalStore(main),
    lines: lineStore(main),
    register: registerStore(main),
    requests: requestStore(main),
    uploadApprovals: uploadApprovalStore(main),
    drafts: draftStore(main),
    records: recordStore(main, files, kept),
    refusals: refusalStore(files),
    uploads: uploadStore(withKept(files, kept)),
    postings: postingStore(main, sqliteDatabase<MainTables>(reading, file)),
    disasters: disasterStore(main),
    notifications: notificationStore(main),
    imports: importStore(main),
    documents: documentStore(main),
    thumbnails: thumbnailStore(main),
    leftChanges: leftChangeStore(main),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

/** SQLite's primary result codes: I/O error, corrupt, not a database. */
const damagedCodes: ReadonlySet<number> = new Set([10, 11, 26]);

async function checkFile(thread: SqliteThread, file: string): Promise<void> {
  try {
    const { rows } = await thread.run(file, 'pragma quick_check(1)', []);
    if ((rows[0] as { quick_check?: unknown } | undefined)?.quick_check === 'ok') return;
  } catch (error) {
    const isDamaged =
      error instanceof SqliteError && error.code !== null && damagedCodes.has(error.code & 0xff);
    if (!isDamaged) throw error;
  }
  throw new StartError(
    `ハブのデータベース ${file} が壊れています。${file} とその -wal・-shm を別の場所に移し、控えを戻してから起動してください / the hub's database ${file} is damaged: move it and its -wal and -shm aside, put back a copy, and start again`,
  );
}
