/**
 * The entries of all lists as a table (CSV, RFC 4180, BOM): a row an entry, a column for every field
 * that an entry may have, so that nothing is lost on the way to a spreadsheet and back.
 */
import type { z } from 'zod';
import { type Entry, entryFieldsSchema, type Policy } from '../../../shared/policy/schema.ts';
import { csvLine } from '../records/export.ts';
import { entryFields } from './entry-key.ts';

export interface TableRow {
  /** Counted from 1, with the header. */
  readonly line: number;
  readonly list: string;
  readonly input: string;
  /** null where the row is no entry: `problem` says why. */
  readonly entry: Entry | null;
  readonly problem: string | null;
}

const fields = Object.keys(entryFieldsSchema.shape) as (keyof typeof entryFieldsSchema.shape)[];

export function entryTable({ destinations }: Policy): string {
  const rows = (destinations.lists ?? []).flatMap(({ id, entries }) =>
    entries.map((entry) => {
      const said: Record<string, unknown> = entryFields(entry);
      return csvLine([id, ...fields.map((field) => armed(cellOf(said[field])))]);
    }),
  );
  return `\ufeff${csvLine(['list', ...fields])}${rows.join('')}`;
}

/** null where the text is another table. */
export function readEntryTable(text: string): TableRow[] | null {
  const [header, ...rows] = csvRows(text.replace(/^\ufeff/, ''));
  const names = header?.cells ?? [];
  if (!names.includes('list') || !names.includes('match')) return null;
  return rows.map(({ line, cells }) => {
    const said = Object.fromEntries(names.map((name, i) => [name, disarmed(cells[i] ?? '')]));
    const { list = '', match = '', ...others } = said;
    return { line, list, input: match, ...readEntry(match, others) };
  });
}

const notAnEntry = (field: string) =>
  `「${field}」の値を項目として読めません。書き出した表と同じ形にしてください / the value of ${field} cannot be read: write it as an exported table has it`;

function readEntry(match: string, others: Readonly<Record<string, string>>) {
  const entry: Record<string, unknown> = { match };
  for (const [name, cell] of Object.entries(others)) {
    if (cell === '') continue;
    const schema = Object.hasOwn(entryFieldsSchema.shape, name)
      ? entryFieldsSchema.shape[name as keyof typeof entryFieldsSchema.shape]
      : null;
    const value = schema === null ? undefined : cellValue(schema, cell);
    if (value === undefined) return { entry: null, problem: notAnEntry(name) };
    entry[name] = value;
  }
  const read = entryFieldsSchema.safeParse(entry);
  if (!read.success) {
    const name = String(read.error.issues[0]?.path[0] ?? 'match');
    return { entry: null, problem: notAnEntry(name) };
  }
  return { entry: Object.keys(entry).length === 1 ? match : read.data, problem: null };
}

/** A text as it is, texts a line each, whatever else as JSON. */
function cellOf(value: unknown): string | null {
  if (value === undefined || typeof value === 'string') return value ?? null;
  const isTexts =
    Array.isArray(value) &&
    value.every((each) => typeof each === 'string' && each !== '' && !/^\[|[\r\n]/.test(each));
  return isTexts ? value.join('\n') : JSON.stringify(value);
}

function cellValue(schema: z.ZodType, cell: string): unknown {
  const readings = [() => cell, () => JSON.parse(cell) as unknown, () => cell.split(/\r?\n/)];
  for (const reading of readings) {
    try {
      const value = reading();
      if (schema.safeParse(value).success) return value;
    } catch {
      // No JSON.
    }
  }
  return undefined;
}

/** What a spreadsheet would take for a formula has an apostrophe before it (export.ts), and loses it here. */
const formula = /^'*[\s\p{Cf}]*[=+\-@＝＋－＠\t\r]/u;

function armed(cell: string | null): string | null {
  return cell?.startsWith("'") && formula.test(cell) ? `'${cell}` : cell;
}

function disarmed(cell: string): string {
  return cell.startsWith("'") && formula.test(cell.slice(1)) ? cell.slice(1) : cell;
}

function csvRows(text: string): { line: number; cells: string[] }[] {
  const rows: { line: number; cells: string[] }[] = [];
  let line = 1;
  const cell = /(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r\n|\n|\r|$)/y;
  let cells: string[] = [];
  let began = line;
  while (cell.lastIndex < text.length || cells.length > 0) {
    const found = cell.exec(text);
    if (found === null) return rows;
    const [, quoted, plain = '', end] = found;
    cells.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    line += (quoted ?? '').split('\n').length - 1;
    if (end === ',') continue;
    if (cells.some((each) => each !== '')) rows.push({ line: began, cells });
    cells = [];
    line += 1;
    began = line;
    if (end === '') break;
  }
  return rows;
}
