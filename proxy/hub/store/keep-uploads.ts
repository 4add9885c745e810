/**
 * What is kept of a day for longer than its accesses: decisions on uploads and what belongs to them,
 * copied into a file of its own before the day is deleted. A kill in between leaves both, and the
 * next time copies again: a row that is there is left alone.
 */
import { type Kysely, sql } from 'kysely';
import { dayAfter } from '../../../shared/policy/japan-time.ts';
import type { DayFiles } from './day-files.ts';
import { insertRecords } from './insert-records.ts';
import type { RecordColumns, RecordTables } from './record-columns.ts';

const portion = 500;
const isUpload = sql<boolean>`(upload = 1 or (type = 'decision' and act = 'upload'))`;

export async function keepUploads(files: DayFiles, kept: DayFiles, day: string): Promise<void> {
  const database = await files.reader(day);
  const after = dayAfter(day, 1);
  const ids = [
    ...(await uploadIds(kept, dayAfter(day, -1))),
    ...(await uploadIds(files, day)),
    ...(await uploadIds(files.days().includes(after) ? files : kept, after)),
  ];
  let last = 0;
  for (;;) {
    const rows = await belonging(database, ids, last);
    const end = rows.at(-1);
    if (end === undefined) return;
    last = end.row;
    await insertRecords(await kept.writer(day), rows);
  }
}

/** Ids of the decisions on uploads of a day. */
async function uploadIds(files: DayFiles, day: string): Promise<string[]> {
  if (!files.days().includes(day)) return [];
  const database = await files.reader(day);
  const found = database.selectFrom('records').select('id').where(isUpload);
  return (await found.execute()).map(({ id }) => id);
}

/** A day's uploads, their outcomes and the warnings that were gone on from, a portion at a time. */
async function belonging(
  database: Kysely<RecordTables>,
  ids: readonly string[],
  last: number,
): Promise<(RecordColumns & { row: number })[]> {
  const those = sql`(select value from json_each(${JSON.stringify(ids)}))`;
  return database
    .selectFrom('records')
    .selectAll()
    .select(sql<number>`rowid`.as('row'))
    .where(sql<boolean>`rowid > ${last}`)
    .where(
      sql<boolean>`(${isUpload} or (type = 'outcome' and id in ${those})
        or (act = 'warning-acknowledged' and decision in ${those}))`,
    )
    .orderBy(sql`rowid`)
    .limit(portion)
    .execute();
}

/** The files of a day, or what is kept of it. */
export function withKept(files: DayFiles, kept: DayFiles): Pick<DayFiles, 'days' | 'reader'> {
  return {
    days: () => [...new Set([...files.days(), ...kept.days()])].sort().reverse(),
    reader: (day) => (files.days().includes(day) ? files : kept).reader(day),
  };
}
