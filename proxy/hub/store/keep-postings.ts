/**
 * Keeps the postings of records that arrive. Everything here may be done again: a row that is there
 * keeps its review, and an outcome says the same twice.
 */
import { sql, type Transaction } from 'kysely';
import type { PostingRecord } from '../../../shared/audit/content-record.ts';
import type { MainTables } from './main-tables.ts';
import { type ArrivedPosting, postingColumns } from './posting-columns.ts';
import { indexWords, numbersFor } from './posting-index.ts';
import type { ArrivedRecord } from './store.ts';
import { keepUnknownOperations } from './unknown-operations.ts';

export async function keepPostings(
  transaction: Transaction<MainTables>,
  records: readonly ArrivedRecord[],
): Promise<void> {
  const { rows, outcomes } = postingColumns(records);
  await addPostings(transaction, rows);
  await keepUses(transaction, rows);
  await keepUnknownOperations(transaction, records);
  for (const { terminal, decision, place, taken, address, post } of outcomes) {
    await transaction
      .updateTable('postings')
      .set({ taken, address, ...(post !== null && { post }) })
      .where('decision', '=', decision)
      .where('terminal', '=', terminal)
      .where('place', '=', place)
      .execute();
    await transaction
      .updateTable('draft_uses')
      .set({ taken })
      .where('decision', '=', decision)
      .where('terminal', '=', terminal)
      .where('place', '=', place)
      .execute();
  }
}

/** One statement for all; the rows travel as one JSON text. */
export async function addPostings(
  transaction: Transaction<MainTables>,
  rows: readonly ArrivedPosting[],
): Promise<void> {
  if (rows.length === 0) return;
  const numbers = await numbersFor(transaction, rows);
  const numbered = rows.map((row, index) => ({ ...row, number: numbers[index] ?? 0 }));
  await sql`insert into postings (terminal, seq, place, decision, at, day, "user", unit, service,
      act, account, fate, warned, would, review, words, posting, number, disaster, post, about)
    select value ->> 'terminal', value ->> 'seq', value ->> 'place', value ->> 'decision',
      value ->> 'at', value ->> 'day', value ->> 'user', value ->> 'unit', value ->> 'service',
      value ->> 'act', value ->> 'account', value ->> 'fate', value ->> 'warned',
      value ->> 'would', value ->> 'review', value ->> 'words', value ->> 'posting', value ->> 'number',
      value ->> 'disaster', value ->> 'post', value ->> 'about'
    from json_each(${JSON.stringify(numbered)}) where true
    on conflict (terminal, seq, place) do nothing`.execute(transaction);
  await indexWords(transaction, numbered);
}

/** Which decision let an approved draft leave. */
async function keepUses(
  transaction: Transaction<MainTables>,
  rows: ReturnType<typeof postingColumns>['rows'],
): Promise<void> {
  for (const { terminal, decision, place, at, fate, posting } of rows) {
    const use = fate === 'sent' ? useOf(posting) : null;
    if (use === null) continue;
    await transaction
      .insertInto('draft_uses')
      .values({ ...use, terminal, decision, place, at, taken: null })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

/** Most postings have none: not parsed a second time. */
function useOf(posting: string): { draft: string; version: number } | null {
  if (!posting.includes('"approval"')) return null;
  const { approval = '' } = JSON.parse(posting) as PostingRecord;
  const [, draft, version] = /^(.+)\/(\d{1,6})$/.exec(approval) ?? [];
  return draft === undefined ? null : { draft, version: Number(version) };
}
