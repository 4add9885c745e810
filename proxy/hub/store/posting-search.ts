/**
 * Postings by their words, newest first.
 *
 *   few have the state that is asked for ─► their texts are looked through
 *   else ─► index of words and of what never changes, from the newest down, until a page is full
 *   postings of before are not in it yet ─► all texts are looked through
 */
import { type Kysely, sql } from 'kysely';
import { accountKey } from '../../../shared/policy/compile-posting.ts';
import type { PostingQuery } from './content-stores.ts';
import type { MainTables, PostingColumns } from './main-tables.ts';
import { inState, type PostingPlace, postingConditions } from './posting-filter.ts';
import { numberAt } from './posting-numbers.ts';
import { type Facets, matchFacet, matchWord, searchWords } from './posting-words.ts';

type Database = Kysely<MainTables>;

/** That many texts are looked through in some milliseconds. */
const few = 2000;
/** What the index of words cannot know: it comes and goes. */
const changing: ReadonlySet<PostingQuery['state']> = new Set([
  'open',
  'overdue',
  'reviewed',
  'changed',
  'correction',
  'correction-overdue',
  'correction-done',
  'outside',
  'gone',
]);

/** @returns a reader of the newest postings before a place */
export function postingSearch(
  reading: Database,
): (query: PostingQuery, place: PostingPlace | null, limit: number) => Promise<PostingColumns[]> {
  let isFilled = false;

  async function isServed(query: PostingQuery): Promise<boolean> {
    if (searchWords(query.text ?? '').length === 0) return false;
    isFilled ||= await isIndexFilled(reading);
    if (!isFilled) return false;
    const { state, terms } = query;
    if (state === undefined || !changing.has(state)) return true;
    const { rows } = await sql<{ count: number }>`select count(*) as count from (
      select 1 from postings where ${inState(state, terms)} limit ${few + 1})`.execute(reading);
    return (rows[0]?.count ?? 0) > few;
  }

  return async (query, place, limit) =>
    (await isServed(query))
      ? byWords(reading, query, place, limit)
      : byTime(reading, query, place, limit);
}

export async function isIndexFilled(database: Database): Promise<boolean> {
  const left = database.selectFrom('postings').select('seq').where('number', 'is', null);
  return (await left.limit(1).executeTakeFirst()) === undefined;
}

async function byTime(
  reading: Database,
  query: PostingQuery,
  place: PostingPlace | null,
  limit: number,
): Promise<PostingColumns[]> {
  let found = reading
    .selectFrom('postings')
    .selectAll()
    .where((expression) => postingConditions(expression, query));
  if (place !== null) {
    const { at, terminal, seq } = place;
    found = found.where(
      sql<boolean>`(at, terminal, seq, place) < (${at}, ${terminal}, ${seq}, ${place.place})`,
    );
  }
  return found
    .orderBy('at', 'desc')
    .orderBy('terminal', 'desc')
    .orderBy('seq', 'desc')
    .orderBy('place', 'desc')
    .limit(limit)
    .execute();
}

async function byWords(
  reading: Database,
  query: PostingQuery,
  place: PostingPlace | null,
  limit: number,
): Promise<PostingColumns[]> {
  const match = matchOf(query);
  if (match === null) return [];
  const { state, terms, since, until } = query;
  const bounds = [
    since === undefined ? sql`` : sql`and posting_words.rowid >= ${numberAt(since)}`,
    until === undefined ? sql`` : sql`and posting_words.rowid < ${numberAt(until)}`,
    place === null
      ? sql``
      : sql`and posting_words.rowid < (select number from postings where terminal = ${place.terminal}
          and seq = ${place.seq} and place = ${place.place})`,
  ];
  const inIndex =
    state === undefined || !changing.has(state)
      ? sql``
      : sql`and exists (select 1 from postings indexed by postings_number
          where number = posting_words.rowid and ${inState(state, terms)})`;
  const { rows } = await sql<PostingColumns>`select * from postings where number in (
      select posting_words.rowid from posting_words where posting_words match ${match}
        ${sql.join(bounds, sql` `)} ${inIndex}
      order by posting_words.rowid desc limit ${limit})
    order by number desc`.execute(reading);
  return rows;
}

/** @returns null: nothing can have all of it */
function matchOf({ services, service, account, user, act, state, text }: PostingQuery) {
  const conditions = searchWords(text ?? '').map(matchWord);
  const facet = (name: keyof Facets, ...values: (string | number)[]) =>
    conditions.push(matchFacet(name, values));
  if (services !== null) {
    if (services.length === 0) return null;
    facet('service', ...services);
  }
  if (service) facet('service', service);
  if (account) facet('account', accountKey(account));
  if (user) facet('user', user);
  if (act) facet('act', act);
  if (state === 'sent' || state === 'stopped') facet('fate', state);
  if (state === 'warned') facet('warned', 1);
  if (state === 'unknown-write') facet('act', 'unknown-write');
  return conditions.map((each) => `(${each})`).join(' AND ');
}
