/** Fills the index of the posting log: with the postings that come, and with those of before. */
import { type Kysely, sql, type Transaction } from 'kysely';
import type { MainTables } from './main-tables.ts';
import { giveNumbers, numbersPerMs } from './posting-numbers.ts';
import { type Facets, facetsOf, foldWords, gramsOf } from './posting-words.ts';

export interface Indexed extends Facets {
  readonly terminal: string;
  readonly seq: number;
  readonly place: number;
  readonly at: string;
  readonly words: string;
}

/** @returns the rows' numbers, in their order */
export function numbersFor(
  transaction: Transaction<MainTables>,
  rows: readonly Pick<Indexed, 'at'>[],
): Promise<number[]> {
  return giveNumbers(
    rows.map(({ at }) => at),
    async (firsts) => {
      const { rows: found } = await sql<{ first: number; last: number | null }>`
        select value as first, (select max(number) from postings
          where number >= value and number < value + ${numbersPerMs}) as last
        from json_each(${JSON.stringify(firsts)})`.execute(transaction);
      return new Map(found.flatMap(({ first, last }) => (last === null ? [] : [[first, last]])));
    },
  );
}

/** Rows that stand in `postings` under these numbers; those that stand there under others are left. */
export async function indexWords(
  transaction: Transaction<MainTables>,
  rows: readonly (Indexed & { readonly number: number })[],
): Promise<void> {
  const grams = rows.map((row) => ({
    number: row.number,
    terminal: row.terminal,
    seq: row.seq,
    place: row.place,
    ...gramsOf(row.words),
    facets: facetsOf(pickFacets(row)),
  }));
  await sql`insert into posting_words (rowid, singles, pairs, facets)
    select number, value ->> 'singles', value ->> 'pairs', value ->> 'facets'
    from json_each(${JSON.stringify(grams)}) join postings on terminal = value ->> 'terminal'
      and seq = value ->> 'seq' and place = value ->> 'place' and number = value ->> 'number'
    order by number`.execute(transaction);
}

const portion = 200;

/** The postings of before, those that came last first, a portion in each transaction. @returns whether more are left */
export async function fillPostingIndex(main: Kysely<MainTables>): Promise<boolean> {
  return main.transaction().execute(async (transaction) => {
    const old = await transaction
      .selectFrom('postings')
      .select(['terminal', 'seq', 'place', 'at', 'words', 'service', 'act', 'user', 'account'])
      .select(['fate', 'warned'])
      .where('number', 'is', null)
      .orderBy(sql`rowid`, 'desc')
      .limit(portion)
      .execute();
    if (old.length === 0) return false;
    const numbers = await numbersFor(transaction, old);
    const rows = old.map((row, index) => ({
      ...row,
      number: numbers[index] ?? 0,
      words: foldWords(row.words),
    }));
    await sql`update postings set number = value ->> 'number', words = value ->> 'words'
      from json_each(${JSON.stringify(rows)}) where postings.terminal = value ->> 'terminal'
        and postings.seq = value ->> 'seq' and postings.place = value ->> 'place'`.execute(
      transaction,
    );
    await indexWords(transaction, rows);
    return old.length === portion;
  });
}

function pickFacets({ service, act, user, account, fate, warned }: Facets): Facets {
  return { service, act, user, account, fate, warned };
}
