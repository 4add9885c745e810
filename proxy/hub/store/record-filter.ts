/** A filter of the audit log as conditions on the table of records, and the places between pages. */
import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import type { RecordFilter } from '../../../shared/protocol/record-filter.ts';
import type { RecordTables } from './record-columns.ts';

export function recordConditions(
  expression: ExpressionBuilder<RecordTables, 'records'>,
  filter: RecordFilter,
): Expression<SqlBool> {
  const { text, since, until, action, type, ...equal } = filter;
  const conditions: Expression<SqlBool>[] = [];
  for (const column of ['reason', 'user', 'unit', 'terminal', 'host', 'act', 'id'] as const) {
    const value = equal[column];
    if (value !== undefined && value !== '') conditions.push(expression(column, '=', value));
  }
  if (type !== undefined) conditions.push(expression('type', '=', type));
  // Only decisions have an action: saying so lets the index (type, action, at) serve.
  if (action !== undefined) {
    conditions.push(expression('type', '=', 'decision'), expression('action', '=', action));
  } else if (type === 'change' || type === 'outcome') {
    conditions.push(expression('action', 'is', null));
  }
  if (since !== undefined) conditions.push(expression('at', '>=', fullTime(since)));
  if (until !== undefined) conditions.push(expression('at', '<', fullTime(until)));
  if (text !== undefined && text !== '') {
    conditions.push(sql<SqlBool>`words like ${`%${escapeLike(text.toLowerCase())}%`} escape '\\'`);
  }
  return expression.and(conditions);
}

/** `2026-11-23T00:00:00Z` → `2026-11-23T00:00:00.000Z`: the form of the records, so that text compares. */
export function fullTime(iso: string): string {
  return new Date(iso).toISOString();
}

export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}

export interface Place {
  readonly at: string;
  readonly terminal: string;
  readonly seq: number;
}

export function writePlace({ at, terminal, seq }: Place): string {
  return Buffer.from(`${at} ${seq} ${terminal}`).toString('base64url');
}

/** null: not a place that writePlace wrote. */
export function readPlace(text: string): Place | null {
  const found = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) (\d{1,15}) (.+)$/s.exec(
    Buffer.from(text, 'base64url').toString(),
  );
  const [, at, seq, terminal] = found ?? [];
  if (at === undefined || seq === undefined || terminal === undefined) return null;
  return { at, terminal, seq: Number(seq) };
}
