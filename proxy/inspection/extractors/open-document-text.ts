/**
 *   XML of OpenDocument (ISO/IEC 26300) ─► text, tables, and what stands in a corner, each by itself
 * Sheets, slides, notes, comments, headers and footers are elements in one another.
 */
import { maskText } from '../../../shared/audit/mask.ts';
import { type Corner, type Part, type Place, textPart } from '../../../shared/detection/part.ts';
import type { Extraction } from '../extractor.ts';
import { XmlCursor } from '../xml-cursor.ts';
import { type Row, tableParts } from './csv.ts';

/** Characters of one text part. */
const partLength = 64 * 1024;
/** Columns that keep their place; what stands further right follows without gaps. */
const widest = 256;
/** Rows and cells that say they stand there so often: more are as many. */
const mostCopies = 100;

const corners: ReadonlyMap<string, Corner> = new Map([
  ['annotation', 'comment'],
  ['note', 'footnote'],
  ['notes', 'notes'],
  ['master-page', 'master'],
  ['header', 'header'],
  ['header-left', 'header'],
  ['header-first', 'header'],
  ['footer', 'footer'],
  ['footer-left', 'footer'],
  ['footer-first', 'footer'],
]);

const blocks = new Set(['p', 'h', 'title', 'desc', 'creator', 'date', 'item', 'option']);

/** Attributes in which people's words stand, and elements whose names are such. */
const spoken = ['label', 'current-value', 'string-value', 'title', 'href', 'condition'];
const named =
  /^(?:user-defined|user-field-decl|variable-decl|bookmark|section|named-range|named-expression|database-range|data-pilot-member|change-track-table-cell|hidden|page)$/;
const values = ['name', 'value', 'expression'];

interface State {
  slides: number;
}

export function* openDocumentText(xml: string, extraction: Extraction): Generator<Part> {
  const { place } = extraction;
  const cursor = new XmlCursor(xml);
  const text = yield* flow(cursor, place, extraction, { slides: 0 }, true);
  if (text.trim() !== '') yield textPart(text, place);
}

/**
 * Up to the end of the element that was opened, or of everything.
 * @param isLong whether text may leave in pieces, before the end
 * @returns the text that stands in no corner and in no table of its own
 */
function* flow(
  cursor: XmlCursor,
  place: Place,
  extraction: Extraction,
  state: State,
  isLong = false,
): Generator<Part, string> {
  let text = '';
  for (let depth = 1; depth > 0 && cursor.next(); ) {
    if (cursor.kind === 'text') text += shownSpace(cursor.text, text);
    else if (cursor.kind === 'close') {
      depth -= 1;
      text += endOf(cursor.name, place);
    } else if (cursor.name === 'table') {
      yield* table(cursor, place, extraction, state);
    } else {
      const inside = insideOf(cursor.name, place, state);
      const begin = beginOf(cursor);
      if (inside === null) {
        depth += 1;
        text += begin;
        continue;
      }
      const inner = begin + (yield* flow(cursor, inside, extraction, state, true));
      if (inner.trim() !== '') yield textPart(inner, inside);
    }
    if (isLong && text.length > partLength && text.endsWith('\n')) {
      extraction.budget.spend(text.length);
      yield textPart(text, place);
      text = '';
    }
  }
  extraction.budget.spend(text.length);
  return text;
}

/** Of an element that is no part of the text around it; null: it is one. */
function insideOf(name: string, place: Place, state: State): Place | null {
  if (name === 'page') {
    state.slides += 1;
    return { ...place, slide: state.slides };
  }
  const corner = corners.get(name);
  return corner === undefined ? null : { ...place, corner };
}

function beginOf(cursor: XmlCursor): string {
  const { name } = cursor;
  if (name === 's') return ' '.repeat(Math.min(Number(cursor.attribute('c') ?? 1) || 1, 1000));
  if (name === 'tab') return ' ';
  if (name === 'line-break') return '\n';
  // The reading of a word stands behind it.
  if (name === 'ruby-text') return ' (';
  if (name === 'p' || name === 'span' || name === 'h') return '';
  const words = [...spoken, ...(named.test(name) ? values : [])]
    .map((each) => cursor.attribute(each) ?? '')
    .filter((each) => each !== '');
  return words.length === 0 ? '' : `${words.join(' ')}${blocks.has(name) ? ' ' : '\n'}`;
}

function endOf(name: string, { corner }: Place): string {
  if (name === 'ruby-text') return ')';
  return blocks.has(name) || corner === 'properties' ? '\n' : '';
}

/** White space between elements is none of the text, but for one between words. */
function shownSpace(text: string, before: string): string {
  if (text.trim() === '') return /\S$/.test(before) ? ' ' : '';
  return text.replace(/\s+/g, ' ');
}

/** A sheet where it has a name and stands alone; comments and what is drawn on it come behind. */
function* table(
  cursor: XmlCursor,
  place: Place,
  extraction: Extraction,
  state: State,
): Generator<Part> {
  const name = cursor.attribute('name') ?? '';
  const beside: Part[] = [];
  const at = name === '' ? place : { ...place, sheet: maskText(name.slice(0, 1000)) };
  if (name !== '') yield textPart(name, { ...at, corner: 'sheet-name' });
  yield* tableParts(rowsOf(cursor, at, extraction, state, beside), at, extraction.nextTable());
  yield* beside;
}

function* rowsOf(
  cursor: XmlCursor,
  place: Place,
  extraction: Extraction,
  state: State,
  beside: Part[],
): Generator<Row> {
  let cells: string[] = [];
  let number = 0;
  let copies = 1;
  for (let depth = 1; depth > 0 && cursor.next(); ) {
    const { kind, name } = cursor;
    if (kind === 'close') depth -= 1;
    if (kind === 'open' && /^(?:covered-)?table-cell$/.test(name)) {
      const count = countOf(cursor, 'number-columns-repeated');
      const text = shownValue(taken(cellFlow(cursor, place, extraction, state), beside));
      put(cells, text, count);
    } else if (kind === 'open' && name === 'table-row') {
      depth += 1;
      cells = [];
      copies = countOf(cursor, 'number-rows-repeated');
    } else if (kind === 'open' && isGroup.test(name)) depth += 1;
    else if (kind === 'open') {
      const text = taken(flow(cursor, place, extraction, state), beside);
      if (text.trim() !== '') beside.push(textPart(text, { ...place, corner: 'text-box' }));
    } else if (kind === 'close' && name === 'table-row') {
      const filled = cells.some((cell) => cell !== '') ? Math.min(copies, mostCopies) : 0;
      for (let each = 1; each <= filled; each++) {
        extraction.budget.spend(cells.reduce((sum, { length }) => sum + length, 0));
        yield { cells, number: number + each };
      }
      number += copies;
    }
  }
}

const isGroup = /^table-(?:row-group|header-rows|rows)$/;

function countOf(cursor: XmlCursor, attribute: string): number {
  return Math.max(1, Number(cursor.attribute(attribute) ?? 1) || 1);
}

/** Cells that are alike stand in the file once: two equal digits in two boxes, for instance. */
function put(cells: string[], text: string, count: number): void {
  if (text === '') {
    for (let each = 0; each < count && cells.length < widest; each++) cells.push('');
    return;
  }
  for (let each = 0; each < Math.min(count, mostCopies); each++) cells.push(text);
}

interface Cell {
  readonly text: string;
  readonly value: string;
  readonly formula: string;
}

function* cellFlow(
  cursor: XmlCursor,
  place: Place,
  extraction: Extraction,
  state: State,
): Generator<Part, Cell> {
  const formula = cursor.attribute('formula') ?? '';
  const value = ['value', 'string-value', 'date-value']
    .map((name) => cursor.attribute(name) ?? '')
    .find((each) => each !== '');
  const text = (yield* flow(cursor, place, extraction, state)).trim();
  return { text, value: value ?? '', formula };
}

/** As it is shown, and as it is where that says more: 1.2E+11, or a price without its last digits. */
function shownValue({ text, value, formula }: Cell): string {
  const letters = (each: string) => each.replace(/[\s,]+/g, '');
  const isShown = value === '' || letters(text).includes(letters(value));
  const shown = isShown
    ? text
    : text === ''
      ? value
      : /\d{8}/.test(value)
        ? `${value} ${text}`
        : text;
  return /"[^"]{6,}"/.test(formula) ? `${shown} ${formula}`.trim() : shown;
}

/** What stands beside, and what is returned. */
function taken<T>(parts: Generator<Part, T>, beside: Part[]): T {
  for (;;) {
    const next = parts.next();
    if (next.done === true) return next.value;
    beside.push(next.value);
  }
}
