/** A filter of the posting log as conditions on the table of postings, and the places between pages. */
import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import { accountKey } from '../../../shared/policy/compile-posting.ts';
import type { PostingState } from '../../../shared/protocol/postings.ts';
import type { PostingQuery, ReviewTerms } from './content-stores.ts';
import type { MainTables } from './main-tables.ts';
import { outsideTerminal } from './outside-terminal.ts';
import { hasCorrection } from './posting-told.ts';
import { searchWords } from './posting-words.ts';
import { escapeLike, fullTime } from './record-filter.ts';

export function postingConditions(
  expression: ExpressionBuilder<MainTables, 'postings'>,
  { services, terms, state, text, since, until, account, ...equal }: PostingQuery,
): Expression<SqlBool> {
  const conditions: Expression<SqlBool>[] = [];
  if (services !== null) conditions.push(ofServices(services));
  for (const column of ['service', 'user', 'act'] as const) {
    const value = equal[column];
    if (value !== undefined && value !== '') conditions.push(expression(column, '=', value));
  }
  if (account !== undefined && account !== '') {
    conditions.push(expression('account', '=', accountKey(account)));
  }
  if (state !== undefined) conditions.push(inState(state, terms));
  if (since !== undefined) conditions.push(expression('at', '>=', fullTime(since)));
  if (until !== undefined) conditions.push(expression('at', '<', fullTime(until)));
  for (const word of searchWords(text ?? '')) conditions.push(hasWord(word));
  return expression.and(conditions);
}

/** One service is said as one, for its index; none is nothing. */
export function ofServices(services: readonly string[]): Expression<SqlBool> {
  const [first, ...others] = services;
  if (first === undefined) return sql<SqlBool>`false`;
  if (others.length === 0) return sql<SqlBool>`service = ${first}`;
  return sql<SqlBool>`service in (${sql.join(services)})`;
}

/** Written out, not bound: the index postings_open serves what says the same as it does. */
export const isOpen = sql<SqlBool>`(review = 1 and fate = 'sent' and reviewed_at is null
  and taken is not 0)`;

/** From the changes, which are few, to their posts. */
const isChanged = sql<SqlBool>`(postings.service, postings.post) in (
  select change.service, change.about from postings change where change.about is not null
    and change.act in ('edit', 'delete') and change.fate = 'sent' and change.taken is not 0)`;

export function isOverdue({ byService, others }: ReviewTerms): Expression<SqlBool> {
  const cases = [...byService].map(([service, cut]) => sql`when ${service} then at < ${cut}`);
  if (cases.length === 0) return sql<SqlBool>`at < ${others}`;
  return sql<SqlBool>`case service ${sql.join(cases, sql` `)} else at < ${others} end`;
}

/** Rows that the index of words does not hold yet are folded by their case alone until it does. */
function hasWord(word: string): Expression<SqlBool> {
  return sql<SqlBool>`words like ${`%${escapeLike(word)}%`} escape '\\'`;
}

export function inState(state: PostingState, terms: ReviewTerms): Expression<SqlBool> {
  switch (state) {
    case 'open':
      return isOpen;
    case 'disaster':
      return sql<SqlBool>`disaster is not null and ${isOpen}`;
    case 'overdue':
      return sql<SqlBool>`${isOpen} and ${isOverdue(terms)}`;
    case 'reviewed':
      return sql<SqlBool>`reviewed_at is not null`;
    case 'sent':
      return sql<SqlBool>`fate = 'sent' and terminal <> ${outsideTerminal}`;
    case 'stopped':
      return sql<SqlBool>`fate = 'stopped'`;
    case 'warned':
      return sql<SqlBool>`warned = 1`;
    case 'outside':
      return sql<SqlBool>`terminal = ${outsideTerminal}`;
    case 'gone':
      return sql<SqlBool>`gone_at is not null`;
    case 'unknown-write':
      return sql<SqlBool>`act = 'unknown-write'`;
    case 'changed':
      return isChanged;
    case 'correction':
      return hasCorrection('open', terms.now);
    case 'correction-overdue':
      return hasCorrection('overdue', terms.now);
    case 'correction-done':
      return hasCorrection('done', terms.now);
  }
}

export interface PostingPlace {
  readonly at: string;
  readonly terminal: string;
  readonly seq: number;
  readonly place: number;
}

export function writePostingPlace({ at, terminal, seq, place }: PostingPlace): string {
  return Buffer.from(`${at} ${seq} ${place} ${terminal}`).toString('base64url');
}

/** null: not a place that writePostingPlace wrote. */
export function readPostingPlace(text: string): PostingPlace | null {
  const found = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) (\d{1,15}) (\d{1,3}) (.+)$/s.exec(
    Buffer.from(text, 'base64url').toString(),
  );
  const [, at, seq, place, terminal] = found ?? [];
  if (at === undefined || terminal === undefined) return null;
  return { at, terminal, seq: Number(seq), place: Number(place) };
}

/** `terminal-seq-place`: names a posting in addresses, without a dot: that would be a file. */
export function postingId({ terminal, seq, place }: Omit<PostingPlace, 'at'>): string {
  return `${terminal}-${seq}-${place}`;
}

export function readPostingId(id: string): Omit<PostingPlace, 'at'> | null {
  const [, terminal, seq, place] = /^(.+)-(\d{1,15})-(\d{1,3})$/s.exec(id) ?? [];
  if (terminal === undefined) return null;
  return { terminal, seq: Number(seq), place: Number(place) };
}
