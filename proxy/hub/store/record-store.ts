/**
 * The records of all terminals. Records lie in day files, the cursor of each terminal in the main
 * file: the cursor is written after the records, together with their postings, and a record that is
 * there already is left alone, so whatever moment the process dies at, sending again gives each once.
 */
import { type Kysely, sql } from 'kysely';
import type { AuditRecord, StoredRecord } from '../../../shared/audit/record.ts';
import type { RecordFilter, RecordRow } from '../../../shared/protocol/record-filter.ts';
import { type DayPart, inSequence } from './chain-walk.ts';
import type { DayFiles } from './day-files.ts';
import { insertRecords } from './insert-records.ts';
import { keepPostings } from './keep-postings.ts';
import { keepUploads } from './keep-uploads.ts';
import type { MainTables } from './main-tables.ts';
import { type RecordColumns, type RecordTables, recordColumns } from './record-columns.ts';
import { recordConditions } from './record-filter.ts';
import { beside, type Conditions, daysWithin, type PageRow, recordPage } from './record-page.ts';
import { summarize } from './record-summary.ts';
import type { RecordSource, RecordStore } from './store.ts';

const portion = 1000;
const start = { seq: 0, hash: '0'.repeat(64) };

/** @param kept of the uploads of days that are gone, what is kept for longer */
export function recordStore(
  main: Kysely<MainTables>,
  files: DayFiles,
  kept: DayFiles,
): RecordStore {
  return {
    async cursor(terminal) {
      const query = main.selectFrom('cursors').select(['seq', 'hash']);
      return (await query.where('terminal', '=', terminal).executeTakeFirst()) ?? start;
    },
    async hashOf(terminal, seq, at) {
      const day = at.slice(0, 10);
      if (!files.days().includes(day)) return null;
      const query = (await files.reader(day)).selectFrom('records').select('hash');
      const row = query.where('terminal', '=', terminal).where('seq', '=', seq).executeTakeFirst();
      return (await row)?.hash ?? null;
    },
    async ingest(terminal, records) {
      const last = records.at(-1);
      if (last === undefined) return;
      for (const [day, ofDay] of byDay(records.map(recordColumns))) {
        await insertRecords(await files.writer(day), ofDay);
      }
      const { seq, hash } = last;
      await main.transaction().execute(async (transaction) => {
        await keepPostings(transaction, records);
        await transaction
          .insertInto('cursors')
          .values({ terminal, seq, hash })
          .onConflict((conflict) => conflict.column('terminal').doUpdateSet({ seq, hash }))
          .execute();
      });
    },
    async page(filter, before, limit) {
      const conditions: Conditions = (expression) => recordConditions(expression, filter);
      const { rows, next } = await recordPage(files, filter, conditions, before, limit);
      return { records: rows.map(toRow), next };
    },
    async *walk(filter) {
      for (const day of daysWithin(files.days(), filter).toReversed()) {
        yield* portions(await files.reader(day), filter, 'time');
      }
    },
    async *walkChain(filter) {
      const days = daysWithin(files.days(), filter);
      for (const { terminal } of await main.selectFrom('cursors').select('terminal').execute()) {
        if (filter.terminal !== undefined && filter.terminal !== terminal) continue;
        const parts: DayPart<StoredRecord>[] = [];
        for (const day of days) {
          const part = await dayPart(await files.reader(day), { ...filter, terminal });
          if (part !== null) parts.push(part);
        }
        yield* inPortions(inSequence(parts));
      }
    },
    async summary(since) {
      const days = daysWithin(files.days(), { since });
      return summarize(await Promise.all(days.map(files.reader)), since);
    },
    async sources(since) {
      const found: RecordSource[] = [];
      for (const day of daysWithin(files.days(), { since })) {
        const database = await files.reader(day);
        const last = sql<{ rows: number | null }>`select max(rowid) as rows from records`;
        const { rows } = await last.execute(database);
        found.push({ file: files.fileOf(day), rows: rows[0]?.rows ?? 0 });
      }
      return found;
    },
    async dropDaysBefore({ access, uploads, postings }) {
      const old = files.days().filter((day) => day < access);
      // The oldest first: what belongs to an upload may stand in the day after it.
      for (const day of old.toReversed()) {
        if (day >= uploads) await keepUploads(files, kept, day);
        await files.drop(day);
      }
      for (const day of kept.days().filter((each) => each < uploads)) await kept.drop(day);
      // Also where no file is left: a kill may have come between the two.
      await main.deleteFrom('postings').where('at', '<', postings).execute();
      return old;
    },
  };
}

const whole = ['terminal', 'seq', 'at', 'record', 'previous', 'hash'] as const;
type WholeRow = Pick<RecordColumns, (typeof whole)[number]>;

function toRow({ terminal, seq, record }: PageRow): RecordRow {
  return { terminal, seq, record: JSON.parse(record) as AuditRecord };
}

function toStored({ terminal, seq, previous, hash, record }: WholeRow): StoredRecord {
  return { terminal, seq, previous, hash, record: JSON.parse(record) as AuditRecord };
}

/** The records of one day file, oldest first, or by their sequence numbers. */
async function* portions(
  database: Kysely<RecordTables>,
  filter: RecordFilter,
  order: 'time' | 'seq',
): AsyncGenerator<StoredRecord[]> {
  let last: WholeRow | undefined;
  do {
    let query = database.selectFrom('records').select(whole);
    query = query.where((expression) => recordConditions(expression, filter));
    if (order === 'time') {
      if (last !== undefined) query = query.where(beside('>', last));
      query = query.orderBy('at').orderBy('terminal');
    } else if (last !== undefined) {
      query = query.where('seq', '>', last.seq);
    }
    const rows = await query.orderBy('seq').limit(portion).execute();
    if (rows.length > 0) yield rows.map(toStored);
    last = rows.length === portion ? rows.at(-1) : undefined;
  } while (last !== undefined);
}

/** @param filter names one terminal; null where the day has nothing of it */
async function dayPart(
  database: Kysely<RecordTables>,
  filter: RecordFilter,
): Promise<DayPart<StoredRecord> | null> {
  const lowest = database.selectFrom('records').select((of) => of.fn.min('seq').as('first'));
  const query = lowest.where((expression) => recordConditions(expression, filter));
  const first = (await query.executeTakeFirst())?.first ?? null;
  if (first === null) return null;
  return {
    first: Number(first),
    async *rows() {
      for await (const rows of portions(database, filter, 'seq')) yield* rows;
    },
  };
}

async function* inPortions(rows: AsyncIterable<StoredRecord>): AsyncGenerator<StoredRecord[]> {
  let some: StoredRecord[] = [];
  for await (const row of rows) {
    some.push(row);
    if (some.length < portion) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
}

function byDay(rows: readonly RecordColumns[]): Map<string, RecordColumns[]> {
  const days = new Map<string, RecordColumns[]>();
  for (const row of rows) {
    const day = row.at.slice(0, 10);
    const known = days.get(day);
    if (known === undefined) days.set(day, [row]);
    else known.push(row);
  }
  return days;
}
