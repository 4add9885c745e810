/** The posting log: read, counted and reviewed. Rows come in by keep-postings.ts. */
import { type Kysely, sql } from 'kysely';
import type { PostingRecord } from '../../../shared/audit/content-record.ts';
import type { PostingQuery, PostingStore, StoredPosting } from './content-stores.ts';
import type { MainTables, PostingColumns } from './main-tables.ts';
import { leaveChanges } from './policy-store.ts';
import {
  isOpen,
  isOverdue,
  ofServices,
  type PostingPlace,
  postingConditions,
  postingId,
  readPostingId,
  readPostingPlace,
  writePostingPlace,
} from './posting-filter.ts';
import { BadPlace } from './record-page.ts';

type Database = Kysely<MainTables>;
const portion = 500;

/** @param reading the same file on the thread that reads: a long search holds up no terminal */
export function postingStore(main: Database, reading: Database): PostingStore {
  const newest = async (query: PostingQuery, place: PostingPlace | null, limit: number) => {
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
  };

  return {
    async page(query, before, limit) {
      const place = before === null ? null : readPostingPlace(before);
      if (before !== null && place === null) throw new BadPlace();
      const found = await newest(query, place, limit + 1);
      const last = found[limit - 1];
      const next = found.length > limit && last !== undefined ? writePostingPlace(last) : null;
      return { postings: found.slice(0, limit).map(toPosting), next };
    },
    async *walk(query) {
      let place: PostingPlace | null = null;
      for (;;) {
        const rows: PostingColumns[] = await newest(query, place, portion);
        if (rows.length > 0) yield rows.map(toPosting);
        place = rows.at(-1) ?? null;
        if (place === null || rows.length < portion) return;
      }
    },
    byId: (id) => postingById(reading, id),
    review: (id, { at, by, note }, left) =>
      main.transaction().execute(async (transaction) => {
        const posting = await postingById(transaction, id);
        const place = readPostingId(id);
        if (posting === null || place === null) return 'missing';
        if (posting.reviewed !== null) return posting.reviewed;
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
      const { rows } = await sql<{ open: number; overdue: number | null }>`
        select count(*) as open, sum(${isOverdue(terms)}) as overdue from postings
        where ${isOpen} and ${services === null ? sql`true` : ofServices(services)}`.execute(
        reading,
      );
      return { open: rows[0]?.open ?? 0, overdue: rows[0]?.overdue ?? 0 };
    },
    async services() {
      const query = reading.selectFrom('postings').select('service').distinct().orderBy('service');
      return (await query.execute()).map(({ service }) => service);
    },
  };
}

async function postingById(database: Database, id: string): Promise<StoredPosting | null> {
  const place = readPostingId(id);
  if (place === null) return null;
  const row = await database
    .selectFrom('postings')
    .selectAll()
    .where('terminal', '=', place.terminal)
    .where('seq', '=', place.seq)
    .where('place', '=', place.place)
    .executeTakeFirst();
  return row === undefined ? null : toPosting(row);
}

function toPosting(row: PostingColumns): StoredPosting {
  const { terminal, seq, decision, at, user, unit, taken, address } = row;
  const { reviewed_at: reviewedAt, reviewed_by: by, reviewed_note: note } = row;
  return {
    id: postingId(row),
    terminal,
    seq,
    decision,
    at,
    user,
    unit,
    fate: row.fate as StoredPosting['fate'],
    would: row.would as StoredPosting['would'],
    posting: JSON.parse(row.posting) as PostingRecord,
    taken: taken === null ? null : taken === 1,
    address,
    wantsReview: row.review === 1 && row.fate === 'sent' && taken !== 0,
    reviewed:
      reviewedAt === null || by === null || note === null ? null : { at: reviewedAt, by, note },
  };
}
