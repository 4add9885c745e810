/** What is known of one table while its rows pass: headers, columns of numbers, watchers. */
import type { ColumnFacts, Detector, TableOptions, TableWatch } from './detector.ts';
import { fold } from './fold.ts';
import type { Located } from './merge.ts';
import type { Place, TablePart } from './part.ts';

export interface TableState {
  add(part: TablePart): void;
  /** Keeps what was found until the whole column has been seen. */
  hold(detector: Detector, at: CellOfPart, value: string, found: Located): void;
  /** `value`: what was found, null for a whole table. */
  finish(): { found: Located; value: string | null }[];
}

/** Counted from 0 in the rows of the part that was added last. */
export interface CellOfPart {
  readonly row: number;
  readonly column: number;
}

interface Column {
  readonly values: Set<string>;
  readonly passed: Set<string>;
}

/** So many distinct values tell whether a column passes. */
const enough = 1000;
const mostHeld = 20_000;
const mostColumns = 500;
const headerRows = 5;
/** In a form the label stands so close above. */
const labelRows = 3;

export function createTableState(
  detectors: readonly Detector[],
  options: TableOptions,
  place: Place,
): TableState {
  const watches = detectors.flatMap((detector) =>
    detector.watchTable === null ? [] : [{ detector, watch: detector.watchTable(options) }],
  );
  const columns = new Map<Detector, Column[]>();
  const headers: string[] = [];
  const held: {
    detector: Detector;
    column: number;
    label: string;
    value: string;
    found: Located;
  }[] = [];
  let rowsSeen = 0;
  let rows: readonly (readonly string[])[] = [];
  let rowsBefore: readonly (readonly string[])[] = [];

  const judge = (cell: string, at: number) => {
    if (cell.length < 12 || cell.length > 40) return;
    if (!/[0-9０-９]/.test(cell)) return;
    const folded = fold(cell).text;
    for (const detector of detectors) {
      const judged = detector.column?.judge(folded) ?? null;
      if (judged === null) continue;
      const column = columnOf(columns, detector, at);
      if (column.values.size >= enough) continue;
      column.values.add(judged.value);
      if (judged.passes) column.passed.add(judged.value);
    }
  };

  return {
    add(part) {
      for (const row of part.rows) {
        const isTop = rowsSeen++ < headerRows;
        for (let at = 0; at < row.length && at < mostColumns; at++) {
          const cell = row[at] ?? '';
          if (isTop && cell.length <= 40 && !/\d{4}/.test(cell))
            headers[at] = `${headers[at] ?? ''} ${cell.replace(/\s+/g, ' ')}`.trim();
          judge(cell, at);
          const inCells = numberInCells(row, at);
          if (inCells !== null) judge(inCells, at);
        }
      }
      rowsBefore = rows.slice(-labelRows);
      rows = part.rows;
      for (const { watch } of watches) watch.add(part);
    },
    hold(detector, { row, column }, value, found) {
      if (held.length >= mostHeld) return;
      const label = labelAbove(
        [...rowsBefore, ...rows.slice(Math.max(0, row - labelRows), row)],
        column,
      );
      held.push({ detector, column, label, value, found });
    },
    finish() {
      const inColumns = held.map(({ detector, column, label, value, found }) => {
        const header = `${headers[column] ?? ''} ${label}`.trim();
        const facts = factsOf(columns.get(detector)?.[column], header);
        const confidence = detector.column?.adjust(found.confidence, facts) ?? found.confidence;
        return { found: { ...found, confidence }, value };
      });
      return [
        ...inColumns,
        ...watches
          .flatMap(({ detector, watch }) => ofTable(detector, watch, place))
          .map((found) => ({ found, value: null })),
      ];
    },
  };
}

/** A number that begins here and fills cells of four digits, or of one digit, each; null: none. */
function numberInCells(row: readonly string[], at: number): string | null {
  const width = row[at]?.length;
  if (width !== 4 && width !== 1) return null;
  const count = 12 / width;
  const isPiece = (index: number) => /^\d+$/.test(row[index] ?? '') && row[index]?.length === width;
  if (isPiece(at - 1) || isPiece(at + count)) return null;
  for (let index = at; index < at + count; index++) if (!isPiece(index)) return null;
  return row.slice(at, at + count).join('');
}

function labelAbove(rows: readonly (readonly string[])[], column: number): string {
  return rows
    .slice(-labelRows)
    .map((row) => row[column] ?? '')
    .filter((cell) => cell.length <= 40 && !/\d{3}/.test(cell))
    .map((cell) => cell.replace(/\s+/g, ' '))
    .join(' ')
    .trim();
}

function columnOf(columns: Map<Detector, Column[]>, detector: Detector, at: number): Column {
  const list = columns.get(detector) ?? [];
  columns.set(detector, list);
  list[at] ??= { values: new Set(), passed: new Set() };
  return list[at];
}

function factsOf(column: Column | undefined, header: string): ColumnFacts {
  return {
    seen: column?.values.size ?? 0,
    passed: column?.passed.size ?? 0,
    header: fold(header).text,
  };
}

function ofTable(detector: Detector, watch: TableWatch, place: Place): Located[] {
  const found = watch.finish();
  if (found === null) return [];
  const { count, confidence, row, masked } = found;
  const start = place.line === undefined ? { ...place, cell: `A${row}` } : { ...place, line: row };
  return [
    {
      kind: detector.kind,
      count,
      confidence,
      place: start,
      masked,
    },
  ];
}
