/** A page of records over the day files: newest first, from the place where the page before ended. */
import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import type { DayFiles } from './day-files.ts';
import type { RecordColumns, RecordTables } from './record-columns.ts';
import { fullTime, type Place, readPlace, writePlace } from './record-filter.ts';

/** `before` is not the `next` of any page. */
export class BadPlace extends Error {}

const shown = ['terminal', 'seq', 'at', 'record'] as const;
export type PageRow = Pick<RecordColumns, (typeof shown)[number]>;

export type Conditions = (
  expression: ExpressionBuilder<RecordTables, 'records'>,
) => Expression<SqlBool>;

export interface Span {
  readonly since?: string | undefined;
  readonly until?: string | undefined;
}

/** @throws BadPlace */
export async function recordPage(
  files: Pick<DayFiles, 'days' | 'reader'>,
  span: Span,
  conditions: Conditions,
  before: string | null,
  limit: number,
): Promise<{ rows: PageRow[]; next: string | null }> {
  const place = before === null ? null : readPlace(before);
  if (before !== null && place === null) throw new BadPlace();
  const found: PageRow[] = [];
  for (const day of daysWithin(files.days(), span, place)) {
    if (found.length > limit) break;
    let query = (await files.reader(day)).selectFrom('records').select(shown).where(conditions);
    if (place !== null) query = query.where(beside('<', place));
    const newest = query.orderBy('at', 'desc').orderBy('terminal', 'desc').orderBy('seq', 'desc');
    found.push(...(await newest.limit(limit + 1 - found.length).execute()));
  }
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  const more = found.length > limit && last !== undefined;
  return { rows, next: more ? writePlace(last) : null };
}

export function beside(side: '<' | '>', { at, terminal, seq }: Place) {
  return sql<boolean>`(at, terminal, seq) ${sql.raw(side)} (${at}, ${terminal}, ${seq})`;
}

/** Days that can hold something, newest first. */
export function daysWithin(
  days: readonly string[],
  { since, until }: Span,
  before: Place | null = null,
): string[] {
  const first = since === undefined ? '' : fullTime(since).slice(0, 10);
  const last = until === undefined ? '~' : fullTime(until).slice(0, 10);
  const place = before === null ? '~' : before.at.slice(0, 10);
  return days.filter((day) => day >= first && day <= last && day <= place);
}
