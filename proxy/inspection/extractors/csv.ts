/** Comma, tab, semicolon or bar separated values (RFC 4180 and what is found in practice). */
import type { Place, TablePart } from '../../../shared/detection/part.ts';
import { decode, detectCharset } from '../charset.ts';
import type { Extractor } from '../extractor.ts';
import { NotInspected } from '../limits.ts';
import { delimiterOf } from '../sniff.ts';

/** Rows and characters of one part. */
const rowsOfPart = 2000;
const charactersOfPart = 256 * 1024;

export const csv: Extractor = {
  types: ['csv'],
  async *extract(bytes, { place, nextTable }) {
    const charset = detectCharset(bytes);
    if (charset === null) throw new NotInspected('unknown-format');
    const text = decode(bytes, charset);
    const delimiter = delimiterOf(text.slice(0, 65_536)) ?? ',';
    yield* tableParts(csvRows(text, delimiter), { ...place, line: 1 }, nextTable());
  },
};

export interface Row {
  readonly cells: string[];
  readonly number: number;
}

/**
 * Rows gathered into parts of one table.
 * @param spend told of the characters of each part before it is given
 */
export function* tableParts(
  rows: Iterable<Row>,
  place: Place,
  table: number,
  spend: (characters: number) => void = () => {},
): Generator<TablePart> {
  let gathered: string[][] = [];
  let rowNumbers: number[] = [];
  let characters = 0;
  const part = (): TablePart => {
    spend(characters);
    return { form: 'table', table, rows: gathered, rowNumbers, place };
  };
  for (const { cells, number } of rows) {
    gathered.push(cells);
    rowNumbers.push(number);
    for (const cell of cells) characters += cell.length;
    if (gathered.length >= rowsOfPart || characters >= charactersOfPart) {
      yield part();
      gathered = [];
      rowNumbers = [];
      characters = 0;
    }
  }
  if (gathered.length > 0) yield part();
}

/** `number` is the line that the row begins in. A quote that is not closed ends with its line. */
export function* csvRows(text: string, delimiter: string): Generator<Row> {
  let line = 1;
  for (let at = 0; at < text.length; ) {
    const { cells, end } = readRow(text, at, delimiter);
    yield { cells, number: line };
    for (
      let feed = text.indexOf('\n', at);
      feed >= 0 && feed < end;
      feed = text.indexOf('\n', feed + 1)
    )
      line++;
    at = end;
  }
}

function readRow(text: string, start: number, delimiter: string): { cells: string[]; end: number } {
  const feed = text.indexOf('\n', start);
  const lineEnd = feed < 0 ? text.length : feed;
  const line = text.slice(start, lineEnd);
  // Most rows have no quotes: nothing to look for character by character.
  if (!line.includes('"')) return { cells: withoutReturn(line).split(delimiter), end: lineEnd + 1 };
  return (
    readQuoted(text, start, delimiter) ?? {
      cells: withoutReturn(line).split(delimiter),
      end: lineEnd + 1,
    }
  );
}

/** Characters of a quoted cell: beyond, the quote is no beginning of one. */
const longestCell = 65_536;

function readQuoted(
  text: string,
  start: number,
  delimiter: string,
): { cells: string[]; end: number } | null {
  const cells: string[] = [];
  for (let at = start; ; ) {
    let cell = '';
    if (text[at] === '"') {
      const end = quoteEnd(text, at + 1);
      if (end === null) return null;
      cell = text.slice(at + 1, end).replaceAll('""', '"');
      at = end + 1;
    }
    const next = cellEnd(text, at, delimiter);
    cells.push(withoutReturn(cell + text.slice(at, next)));
    if (next >= text.length || text[next] === '\n') return { cells, end: next + 1 };
    at = next + 1;
  }
}

function quoteEnd(text: string, from: number): number | null {
  for (
    let at = text.indexOf('"', from);
    at >= 0 && at - from < longestCell;
    at = text.indexOf('"', at + 2)
  ) {
    if (text[at + 1] !== '"') return at;
  }
  return null;
}

function cellEnd(text: string, from: number, delimiter: string): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === delimiter || text[at] === '\n') return at;
  }
  return text.length;
}

function withoutReturn(text: string): string {
  return text.endsWith('\r') ? text.slice(0, -1) : text;
}
