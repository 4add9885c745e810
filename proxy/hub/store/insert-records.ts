/** Records into a day file; those that are there are left alone. */
import { type Kysely, sql } from 'kysely';
import type { RecordColumns, RecordTables } from './record-columns.ts';

/** One statement, so one transaction; the rows travel as one JSON text. */
export async function insertRecords(
  database: Kysely<RecordTables>,
  rows: readonly RecordColumns[],
): Promise<void> {
  await sql`insert into records (terminal, seq, previous, hash, at, type, id, act, action, reason,
      "user", unit, host, words, record, upload, decision, initiator, port, refused)
    select value ->> 'terminal', value ->> 'seq', value ->> 'previous', value ->> 'hash',
      value ->> 'at', value ->> 'type', value ->> 'id', value ->> 'act', value ->> 'action',
      value ->> 'reason', value ->> 'user', value ->> 'unit', value ->> 'host',
      value ->> 'words', value ->> 'record', value ->> 'upload', value ->> 'decision',
      value ->> 'initiator', value ->> 'port', value ->> 'refused'
    from json_each(${JSON.stringify(rows)}) where true on conflict do nothing`.execute(database);
}
