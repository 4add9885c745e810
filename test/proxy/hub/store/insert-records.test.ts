import { expect, test } from 'vitest';
import { openDayFiles } from '../../../../proxy/hub/store/day-files.ts';
import { insertRecords } from '../../../../proxy/hub/store/insert-records.ts';
import { recordColumns } from '../../../../proxy/hub/store/record-columns.ts';
import { startSqliteThread } from '../../../../proxy/hub/store/sqlite-thread.ts';
import { temporaryFolder } from '../../../support/audit-records.ts';
import { arrived, decision } from './store-samples.ts';

test('every column arrives, and a row that is there is left alone', async () => {
  await using folder = await temporaryFolder();
  await using threads = new AsyncDisposableStack();
  const thread = threads.use(startSqliteThread());
  const database = await (await openDayFiles(folder.path, thread, thread)).writer('2026-11-23');
  const row = recordColumns(arrived('t', 1, decision({ at: '2026-11-23T00:00:00.000Z' })));
  await insertRecords(database, [row]);
  await insertRecords(database, [
    { ...row, reason: 'entry' },
    { ...row, seq: 2 },
  ]);
  const rows = await database.selectFrom('records').selectAll().orderBy('seq').execute();
  expect(rows).toEqual([row, { ...row, seq: 2 }]);
});
