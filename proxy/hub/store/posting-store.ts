/** The posting log: read, counted and reviewed. Rows come in by keep-postings.ts. */
import { type Kysely, sql } from 'kysely';
import type { PostingRecord } from '../../../shared/audit/content-record.ts';
import type { LastPost, PostingStore, StoredPosting } from './content-stores.ts';
import type { MainTables, PostingColumns } from './main-tables.ts';
import { outsideTerminal } from './outside-terminal.ts';
import { leaveChanges } from './policy-store.ts';
import {
  isOpen,
  isOverdue,
  ofServices,
  type PostingPlace,
  postingId,
  readPostingId,
  readPostingPlace,
  writePostingPlace,
} from './posting-filter.ts';
import { fillPostingIndex } from './posting-index.ts';
import { postingSearch } from './posting-search.ts';
import { marksOf, threadOf, unmarked } from './posting-threads.ts';
import {
  addComment,
  commentsOf,
  correctionsOf,
  countCorrections,
  endCorrection,
  openCorrections,
  orderCorrection,
} from './posting-told.ts';
import { BadPlace } from './record-page.ts';

type Database = Kysely<MainTables>;
const portion = 500;

/** @param reading the same file on the thread that reads: a long search holds up no terminal */
export function postingStore(main: Database, reading: Database): PostingStore {
  const newest = postingSearch(reading);
  const rowById = (id: string) => postingById(reading, id);
  const complete = (rows: readonly PostingColumns[]) => completed(reading, rows);

  return {
    async page(query, before, limit) {
      const place = before === null ? null : readPostingPlace(before);
      if (before !== null && place === null) throw new BadPlace();
      const found = await newest(query, place, limit + 1);
      const last = found[limit - 1];
      const next = found.length > limit && last !== undefined ? writePostingPlace(last) : null;
      return { postings: await complete(found.slice(0, limit)), next };
    },
    async *walk(query) {
      let place: PostingPlace | null = null;
      for (;;) {
        const rows: PostingColumns[] = await newest(query, place, portion);
        if (rows.length > 0) yield await complete(rows);
        place = rows.at(-1) ?? null;
        if (place === null || rows.length < portion) return;
      }
    },
    fillIndex: () => fillPostingIndex(main),
    async byId(id) {
      const row = await rowById(id);
      return row === null ? null : ((await complete([row]))[0] ?? null);
    },
    async thread(id) {
      const row = await rowById(id);
      return row === null ? [] : complete(await threadOf(reading, row));
    },
    async queue(services, limit) {
      let found = reading.selectFrom('postings').selectAll().where(isOpen);
      if (services !== null) found = found.where(ofServices(services));
      return complete(await found.orderBy('at').limit(limit).execute());
    },
    async orderCorrection(id, order, left = []) {
      const row = await rowById(id);
      return row === null ? 'missing' : orderCorrection(main, row, order, left);
    },
    async endCorrection(id, number, done, left = []) {
      const row = await rowById(id);
      return row === null ? 'missing' : endCorrection(main, row, number, done, left);
    },
    countCorrections: (services, now) =>
      countCorrections(reading, services === null ? sql<boolean>`true` : ofServices(services), now),
    openCorrections: (since) => openCorrections(reading, since),
    async comments(id) {
      const row = await rowById(id);
      return row === null ? [] : commentsOf(reading, row);
    },
    async comment(id, comment, left = []) {
      const row = await rowById(id);
      if (row === null) return 'missing';
      await addComment(main, row, comment, left);
      return 'done';
    },
    review: (id, { at, by, note }, left) =>
      main.transaction().execute(async (transaction) => {
        const posting = await postingById(transaction, id);
        const place = readPostingId(id);
        if (posting === null || place === null) return 'missing';
        const reviewed = reviewOf(posting);
        if (reviewed !== null) return reviewed;
        const changed = await transaction
          .updateTable('postings')
          .set({ reviewed_at: at, reviewed_by: by, reviewed_note: note })
          .where('terminal', '=', place.terminal)
          .where('seq', '=', place.seq)
          .where('place', '=', place.place)
          .where(isOpen)
          .executeTakeFirst();
        if (changed.numUpdatedRows !== 1n) return 'not-open';
        await leaveChanges(transaction, left);
        return 'done';
      }),
    async days({ since, until, services }) {
      const { rows } = await sql<{ day: string; service: string; fate: string; count: number }>`
        select day, service, fate, count(*) as count from postings
        where day between ${since} and ${until}
          and ${services === null ? sql`true` : ofServices(services)}
        group by day, service, fate order by day, service`.execute(reading);
      return rows;
    },
    async countOpen(services, terms) {
      const { rows } = await sql<{
        open: number;
        overdue: number | null;
        disaster: number;
      }>`
        select count(*) as open, sum(${isOverdue(terms)}) as overdue, count(disaster) as disaster
        from postings
        where ${isOpen} and ${services === null ? sql`true` : ofServices(services)}`.execute(
        reading,
      );
      const { open = 0, overdue = 0, disaster = 0 } = rows[0] ?? {};
      return { open, overdue: overdue ?? 0, disaster };
    },
    async services() {
      const query = reading.selectFrom('postings').select('service').distinct().orderBy('service');
      return (await query.execute()).map(({ service }) => service);
    },
    async lastPosts(services, until) {
      const { rows } = await sql<LastPost>`
        select service, account, max(at) as at from postings
        where ${ofServices(services)} and at < ${until} and account is not null
          and fate = 'sent' and taken is not 0 and act not in
            ('upload', 'sign-in', 'profile', 'edit', 'delete', 'unknown-write')
        group by service, account`.execute(reading);
      return rows;
    },
  };
}

async function postingById(database: Database, id: string): Promise<PostingColumns | null> {
  const place = readPostingId(id);
  if (place === null) return null;
  const row = await database
    .selectFrom('postings')
    .selectAll()
    .where('terminal', '=', place.terminal)
    .where('seq', '=', place.seq)
    .where('place', '=', place.place)
    .executeTakeFirst();
  return row ?? null;
}

async function completed(
  reading: Database,
  rows: readonly PostingColumns[],
): Promise<StoredPosting[]> {
  const marks = await marksOf(reading, rows);
  const orders = await correctionsOf(reading, rows);
  return rows.map((row, at) => {
    const corrections = orders
      .filter(({ key }) => postingId(key) === postingId(row))
      .map(({ key: _, ...order }) => order);
    return { ...toPosting(row), ...(marks[at] ?? unmarked), corrections };
  });
}

function toPosting(
  row: PostingColumns,
): Omit<StoredPosting, 'editedAt' | 'deletedAt' | 'corrections'> {
  const { terminal, seq, decision, at, user, unit, taken, address } = row;
  return {
    id: postingId(row),
    terminal,
    seq,
    decision,
    at,
    user,
    unit,
    fate: terminal === outsideTerminal ? 'outside' : (row.fate as StoredPosting['fate']),
    would: row.would as StoredPosting['would'],
    posting: JSON.parse(row.posting) as PostingRecord,
    taken: taken === null ? null : taken === 1,
    address,
    wantsReview: row.review === 1 && row.fate === 'sent' && taken !== 0,
    reviewed: reviewOf(row),
    goneAt: row.gone_at,
  };
}

function reviewOf({ reviewed_at: at, reviewed_by: by, reviewed_note: note }: PostingColumns) {
  return at === null || by === null || note === null ? null : { at, by, note };
}
