/**
 * Keeps the postings of records that arrive. Everything here may be done again: a row that is there
 * keeps its review, and an outcome says the same twice.
 */
import { sql, type Transaction } from 'kysely';
import type { MainTables } from './main-tables.ts';
import { postingColumns } from './posting-columns.ts';
import type { ArrivedRecord } from './store.ts';

export async function keepPostings(
  transaction: Transaction<MainTables>,
  records: readonly ArrivedRecord[],
): Promise<void> {
  const { rows, outcomes } = postingColumns(records);
  // One statement for all; the rows travel as one JSON text.
  if (rows.length > 0) {
    await sql`insert into postings (terminal, seq, place, decision, at, day, "user", unit, service,
        act, account, fate, warned, would, review, words, posting)
      select value ->> 'terminal', value ->> 'seq', value ->> 'place', value ->> 'decision',
        value ->> 'at', value ->> 'day', value ->> 'user', value ->> 'unit', value ->> 'service',
        value ->> 'act', value ->> 'account', value ->> 'fate', value ->> 'warned',
        value ->> 'would', value ->> 'review', value ->> 'words', value ->> 'posting'
      from json_each(${JSON.stringify(rows)}) where true
      on conflict do nothing`.execute(transaction);
  }
  for (const { terminal, decision, place, taken, address } of outcomes) {
    await transaction
      .updateTable('postings')
      .set({ taken, address })
      .where('decision', '=', decision)
      .where('terminal', '=', terminal)
      .where('place', '=', place)
      .execute();
  }
}
