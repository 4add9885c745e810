/** What is known of one table while its rows pass: headers, columns of numbers, watchers. */
import type { ColumnFacts, Detector, TableOptions, TableWatch } from './detector.ts';
import { mostDigits } from './digit-runs.ts';
import { fold } from './fold.ts';
import type { Located } from './merge.ts';
import type { Place, TablePart } from './part.ts';

export interface TableState {
  add(part: TablePart): void;
  /** Keeps what was found until the whole column has been seen. */
  hold(detector: Detector, at: CellOfPart, value: string, found: Located): void;
  /** Whether it keeps nothing more of this one. */
  isFull(detector: Detector): boolean;
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
/** Of each detector. */
const mostHeld = 20_000;
const mostColumns = 500;
const headerRows = 5;
/** Characters of a cell that may hold one. */
const shortestNumber = 11;
const longestNumber = 40;
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
  const heldOf = new Map<Detector, number>();
  let rowsSeen = 0;
  let rows: readonly (readonly string[])[] = [];
  let rowsBefore: readonly (readonly string[])[] = [];

  const judging = detectors.filter(({ column }) => column !== null && column.judge !== null);
  const fewest = judging.reduce((least, { digits }) => Math.min(least, digits), longestNumber);

  const judge = (cell: string, at: number) => {
    if (cell.length < shortestNumber || cell.length > longestNumber) return;
    const most = mostDigits(cell);
    if (most < fewest || !/[0-9０-９]/.test(cell)) return;
    const folded = fold(cell).text;
    for (const detector of judging) {
      if (most < detector.digits) continue;
      const known = columns.get(detector)?.[at];
      if (known !== undefined && known.values.size >= enough) continue;
      const judged = detector.column?.judge?.(folded) ?? null;
      if (judged === null) continue;
      const column = known ?? columnOf(columns, detector, at);
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
          const width = cell.length;
          const inCells = width === 4 || width === 1 ? numberInCells(row, at, width) : null;
          if (inCells !== null) judge(inCells, at);
        }
      }
      rowsBefore = rows.slice(-labelRows);
      rows = part.rows;
      for (const { watch } of watches) watch.add(part);
    },
    isFull: (detector) => (heldOf.get(detector) ?? 0) >= mostHeld,
    hold(detector, { row, column }, value, found) {
      const before = heldOf.get(detector) ?? 0;
      if (before >= mostHeld) return;
      heldOf.set(detector, before + 1);
      const above = rows.slice(Math.max(0, row - labelRows), row);
      const label = labelAbove(row < labelRows ? [...rowsBefore, ...above] : above, column);
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
function numberInCells(row: readonly string[], at: number, width: number): string | null {
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
