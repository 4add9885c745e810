/**
 * What people say of a posting: orders to correct it, and comments. An order is done when a later
 * edit or deletion of the post has left, or when somebody says so; the first is found anew in each
 * answer, so whatever order records arrive in, none is missed.
 */
import { type Expression, type Kysely, type SqlBool, sql } from 'kysely';
import type {
  CorrectionState,
  OpenCorrection,
  PostingComment,
  StoredCorrection,
} from './content-stores.ts';
import type { MainTables, PostingColumns } from './main-tables.ts';
import { leaveChanges } from './policy-store.ts';
import { postingId } from './posting-filter.ts';
import { changedSince } from './posting-threads.ts';
import type { LeftChange } from './store.ts';

type Database = Kysely<MainTables>;
type Key = Pick<PostingColumns, 'terminal' | 'seq' | 'place'>;

const isChanged = changedSince('postings', sql.ref('posting_corrections.at'));

/** @param now ISO */
function stateIs(state: CorrectionState, now: string): Expression<SqlBool> {
  const done = sql`(done_at is not null or ${isChanged})`;
  switch (state) {
    case 'done':
      return sql<SqlBool>`${done}`;
    case 'open':
      return sql<SqlBool>`not ${done}`;
    case 'overdue':
      return sql<SqlBool>`not ${done} and due_at <= ${now}`;
  }
}

/** A posting with an order of that state; those that are overdue are open too. */
export function hasCorrection(state: CorrectionState, now: string): Expression<SqlBool> {
  return sql<SqlBool>`(postings.terminal, postings.seq, postings.place) in (
    select posting_corrections.terminal, posting_corrections.seq, posting_corrections.place
    from posting_corrections join postings using (terminal, seq, place)
    where ${stateIs(state, now)})`;
}

/** Oldest first, of several postings. */
export async function correctionsOf(
  database: Database,
  keys: readonly Key[],
): Promise<(StoredCorrection & { readonly key: Key })[]> {
  if (keys.length === 0) return [];
  const asked = keys.map(({ terminal, seq, place }) => ({ terminal, seq, place }));
  const { rows } = await sql<Row>`select posting_corrections.*, ${isChanged} as changed
    from json_each(${JSON.stringify(asked)}) join posting_corrections
      on posting_corrections.terminal = value ->> 'terminal'
      and posting_corrections.seq = value ->> 'seq' and posting_corrections.place = value ->> 'place'
    join postings using (terminal, seq, place) order by posting_corrections.number`.execute(
    database,
  );
  return rows.map((row) => ({
    key: { terminal: row.terminal, seq: row.seq, place: row.place },
    number: row.number,
    at: row.at,
    by: row.by,
    reason: row.reason,
    due: row.due,
    dueAt: row.due_at,
    changed: row.changed === 1,
    done:
      row.done_at === null || row.done_by === null
        ? null
        : { at: row.done_at, by: row.done_by, word: row.done_word ?? '' },
  }));
}
type Row = MainTables['posting_corrections'] & { readonly changed: number };

/** @returns the order that is open already, where there is one: of two at once the first counts */
export function orderCorrection(
  main: Database,
  key: Key,
  order: Pick<StoredCorrection, 'at' | 'by' | 'reason' | 'due' | 'dueAt'>,
  left: readonly LeftChange[],
): Promise<'ordered' | StoredCorrection> {
  return main.transaction().execute(async (transaction) => {
    const before = await correctionsOf(transaction, [key]);
    const open = before.find(({ done, changed }) => done === null && !changed);
    if (open !== undefined) return open;
    const { at, by, reason, due, dueAt } = order;
    await sql`insert into posting_corrections (terminal, seq, place, at, "by", reason, due, due_at)
      values (${key.terminal}, ${key.seq}, ${key.place}, ${at}, ${by}, ${reason}, ${due},
        ${dueAt})`.execute(transaction);
    await leaveChanges(transaction, left);
    return 'ordered';
  });
}

/** @returns what it is already, where somebody or an edit was first */
export function endCorrection(
  main: Database,
  key: Key,
  number: number,
  done: NonNullable<StoredCorrection['done']>,
  left: readonly LeftChange[],
): Promise<'done' | 'missing' | StoredCorrection> {
  return main.transaction().execute(async (transaction) => {
    const found = (await correctionsOf(transaction, [key])).find((each) => each.number === number);
    if (found === undefined) return 'missing';
    if (found.done !== null || found.changed) return found;
    await sql`update posting_corrections set done_at = ${done.at}, done_by = ${done.by},
      done_word = ${done.word} where number = ${number}`.execute(transaction);
    await leaveChanges(transaction, left);
    return 'done';
  });
}

export async function commentsOf(reading: Database, key: Key): Promise<PostingComment[]> {
  const query = reading.selectFrom('posting_comments').select(['number', 'at', 'by', 'text']);
  const ofPosting = query
    .where('terminal', '=', key.terminal)
    .where('seq', '=', key.seq)
    .where('place', '=', key.place);
  return ofPosting.orderBy('number').execute();
}

export function addComment(
  main: Database,
  key: Key,
  { at, by, text }: Omit<PostingComment, 'number'>,
  left: readonly LeftChange[],
): Promise<void> {
  return main.transaction().execute(async (transaction) => {
    await sql`insert into posting_comments (terminal, seq, place, at, "by", text)
      values (${key.terminal}, ${key.seq}, ${key.place}, ${at}, ${by}, ${text})`.execute(
      transaction,
    );
    await leaveChanges(transaction, left);
  });
}

export async function countCorrections(
  reading: Database,
  services: Expression<SqlBool>,
  now: string,
): Promise<{ open: number; overdue: number }> {
  const { rows } = await sql<{ open: number; overdue: number | null }>`
    select count(*) as open, sum(due_at <= ${now}) as overdue
    from posting_corrections join postings using (terminal, seq, place)
    where ${stateIs('open', now)} and ${services}`.execute(reading);
  return { open: rows[0]?.open ?? 0, overdue: rows[0]?.overdue ?? 0 };
}

const mostOpen = 500;

/** Given or due since a moment (ISO), the oldest first. */
export async function openCorrections(reading: Database, since: string): Promise<OpenCorrection[]> {
  const { rows } = await sql<Key & Omit<OpenCorrection, 'posting'>>`
    select posting_corrections.number, posting_corrections.at, posting_corrections."by",
      posting_corrections.due, posting_corrections.due_at as "dueAt", terminal, seq, place,
      decision, service, "user", posting ->> '$.account' as account
    from posting_corrections join postings using (terminal, seq, place)
    where (posting_corrections.at >= ${since} or due_at >= ${since})
      and ${stateIs('open', since)}
    order by posting_corrections.number limit ${mostOpen}`.execute(reading);
  return rows.map(({ terminal, seq, place, ...order }) => ({
    ...order,
    posting: postingId({ terminal, seq, place }),
  }));
}
