/** What is known of one table while its rows pass: headers, columns of numbers, watchers. */
import type { Candidate, ColumnFacts, Detector, TableOptions, TableWatch } from './detector.ts';
import { mostDigits } from './digit-runs.ts';
import { fold } from './fold.ts';
import type { Located } from './merge.ts';
import type { Place, TablePart } from './part.ts';

export interface TableState {
  add(part: TablePart): void;
  /** Keeps what was found in the part that was added last until the whole column has been seen. */
  hold(detector: Detector, at: CellOfPart, candidate: Candidate): void;
  /** Whether it keeps nothing more of this one. */
  isFull(detector: Detector): boolean;
  finish(): { readonly inCells: readonly Held[]; readonly ofTable: readonly Located[] };
}

export interface Held {
  readonly detector: Detector;
  /** Its confidence is that of its column. */
  readonly candidate: Candidate;
  /** Of its part of the table. */
  readonly place: Place;
  readonly rowNumber: number;
  readonly column: number;
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
  const held: (Held & { readonly label: string })[] = [];
  const heldOf = new Map<Detector, number>();
  let rowsSeen = 0;
  let rows: readonly (readonly string[])[] = [];
  let rowNumbers: readonly number[] = [];
  let placeOfRows = place;
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
          if ((width === 4 || width === 1) && isPiece(row, at, width)) {
            const parted = numberInCells(row, at, width);
            if (parted !== null) judge(parted, at);
          }
        }
      }
      rowsBefore = rows.slice(-labelRows);
      rows = part.rows;
      rowNumbers = part.rowNumbers;
      placeOfRows = part.place;
      for (const { watch } of watches) watch.add(part);
    },
    isFull: (detector) => (heldOf.get(detector) ?? 0) >= mostHeld,
    hold(detector, { row, column }, candidate) {
      const before = heldOf.get(detector) ?? 0;
      if (before >= mostHeld) return;
      heldOf.set(detector, before + 1);
      const above = rows.slice(Math.max(0, row - labelRows), row);
      const label = labelAbove(row < labelRows ? [...rowsBefore, ...above] : above, column);
      const rowNumber = rowNumbers[row] ?? row + 1;
      held.push({ detector, candidate, place: placeOfRows, rowNumber, column, label });
    },
    finish() {
      const inCells = held.map(({ label, ...each }): Held => {
        const { detector, column, candidate } = each;
        const header = `${headers[column] ?? ''} ${label}`.trim();
        const facts = factsOf(columns.get(detector)?.[column], header);
        const confidence = detector.column?.adjust(candidate.confidence, facts);
        return confidence === undefined || confidence === candidate.confidence
          ? each
          : { ...each, candidate: { ...candidate, confidence } };
      });
      return {
        inCells,
        ofTable: watches.flatMap(({ detector, watch }) => ofTable(detector, watch, place)),
      };
    },
  };
}

/** A number that begins here and fills cells of four digits, or of one digit, each; null: none. */
function numberInCells(row: readonly string[], at: number, width: number): string | null {
  const count = 12 / width;
  if (isPiece(row, at - 1, width) || isPiece(row, at + count, width)) return null;
  for (let index = at; index < at + count; index++) if (!isPiece(row, index, width)) return null;
  return row.slice(at, at + count).join('');
}

/** Nothing but so many digits. */
function isPiece(row: readonly string[], index: number, width: number): boolean {
  const cell = row[index] ?? '';
  if (cell.length !== width) return false;
  for (let at = 0; at < width; at++) {
    const unit = cell.charCodeAt(at);
    if (unit < 0x30 || unit > 0x39) return false;
  }
  return true;
}

function labelAbove(rows: readonly (readonly string[])[], column: number): string {
  let label = '';
  for (const row of rows.slice(-labelRows)) {
    const cell = row[column] ?? '';
    if (cell.length <= 40 && !/\d{3}/.test(cell)) label += ` ${cell.replace(/\s+/g, ' ')}`;
  }
  return label.trim();
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
