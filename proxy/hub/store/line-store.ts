/** What each revision did to the lines of the lists: who put a line there, and when. */
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Difference } from '../../../shared/protocol/policy-change.ts';
import type { MainTables } from './main-tables.ts';

export const lineChanges = ['added', 'removed', 'changed'] as const;

export interface LineChange {
  readonly change: (typeof lineChanges)[number];
  readonly revision: number;
}

export interface LineStore {
  /** Newest first, at most 100. */
  of(list: string, match: string): Promise<LineChange[]>;
  /** Revisions whose lines are not told yet, oldest first. */
  untold(): Promise<number[]>;
  tell(revision: number, lists: Difference['lists']): Promise<void>;
}

export function lineStore(database: Kysely<MainTables>): LineStore {
  return {
    async of(list, match) {
      const rows = await database
        .selectFrom('lines')
        .select(['change', 'revision'])
        .where('list', '=', list)
        .where('match', '=', match)
        .orderBy('revision', 'desc')
        .orderBy('change')
        .limit(100)
        .execute();
      return rows.map(({ change, revision }) => ({
        change: change as LineChange['change'],
        revision,
      }));
    },
    async untold() {
      const rows = await database
        .selectFrom('revisions')
        .select('revision')
        .where('told', '=', 0)
        .orderBy('revision')
        .execute();
      return rows.map(({ revision }) => revision);
    },
    tell: (revision, lists) =>
      database.transaction().execute((transaction) => tellLines(transaction, revision, lists)),
  };
}

/** One statement for all lines: ten thousand of them are one question to the store's thread. */
export async function tellLines(
  transaction: Transaction<MainTables>,
  revision: number,
  lists: Difference['lists'],
): Promise<void> {
  const rows = lists.flatMap((list) =>
    lineChanges.flatMap((change) => list[change].map((match) => [list.list, match, change])),
  );
  if (rows.length > 0) {
    await sql`insert or ignore into lines (list, "match", revision, change)
      select value ->> 0, value ->> 1, ${revision}, value ->> 2 from json_each(${JSON.stringify(rows)})`.execute(
      transaction,
    );
  }
  await transaction
    .updateTable('revisions')
    .set({ told: 1 })
    .where('revision', '=', revision)
    .execute();
}
