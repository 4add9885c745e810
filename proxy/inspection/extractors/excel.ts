/** xlsx: every sheet, hidden ones too, with headers, footers, comments and shapes. */
import { maskText } from '../../../shared/audit/mask.ts';
import { type Part, type Place, textPart } from '../../../shared/detection/part.ts';
import type { Extraction, Extractor } from '../extractor.ts';
import { XmlCursor } from '../xml-cursor.ts';
import { readFormats, shownNumber } from './cell-format.ts';
import { type Row, tableParts } from './csv.ts';
import { looseText, openPackage } from './office-package.ts';
import { pivotCaches } from './pivot-cache.ts';
import { type PlainCell, type PlainRow, plainCell, plainRow, plainString } from './plain-sheet.ts';
import { guarded } from './word.ts';

/** Columns that keep their place; what stands further right follows without gaps. */
const widest = 256;

export const excel: Extractor = {
  types: ['xlsx'],
  async *extract(bytes, extraction) {
    const book = await openPackage(bytes, extraction);
    const { place } = extraction;
    const strings: string[] = [];
    const phonetic: string[] = [];
    yield* guarded(
      sharedStrings((await book.xml('xl/sharedStrings.xml')) ?? '', strings, phonetic, extraction),
      extraction,
    );
    const formats = readFormats((await book.xml('xl/styles.xml')) ?? '');
    const relations = await book.relations('xl/workbook.xml');
    const workbook = (await book.xml('xl/workbook.xml')) ?? '';
    const titles = sheetTitles(workbook, relations);
    for (const name of book.names.filter((each) => /^xl\/worksheets\/[^/]+\.xml$/i.test(each))) {
      const title = titles.get(name) ?? name;
      const sheet = { ...place, sheet: maskText(title) };
      yield textPart(title, { ...sheet, corner: 'sheet-name' });
      const xml = await book.xml(name);
      if (xml === null) continue;
      const rows = sheetRows(xml, { strings, formats });
      // A text that stands in the file once may stand in every cell.
      const parts = tableParts(rows, sheet, extraction.nextTable(), extraction.budget.spend);
      yield* guarded(parts, extraction);
      yield* guarded(headersAndFooters(xml, sheet), extraction);
      yield* looseText(besideCells(xml), name, { ...extraction, place: sheet });
    }
    yield* pivotCaches(book, extraction);
    // Sheets are named where they are given.
    yield* looseText(workbook.replace(/<(?:\w+:)?sheet\b[^>]*>/g, ''), '', extraction);
    // How names are read: ruby that goes with the shared strings.
    if (phonetic.length > 0)
      yield textPart(phonetic.join('\n'), { ...place, corner: 'properties' });
    yield* book.rest();
  },
};

interface Cells {
  readonly strings: readonly string[];
  readonly formats: ReturnType<typeof readFormats>;
}

function* sharedStrings(
  xml: string,
  strings: string[],
  phonetic: string[],
  { budget }: Extraction,
): Generator<Part> {
  const cursor = new XmlCursor(xml);
  let current = '';
  let inPhonetic = false;
  let inText = false;
  let unspent = 0;
  const spend = () => {
    budget.spend(unspent);
    unspent = 0;
  };
  const keep = (text: string) => {
    strings.push(text);
    unspent += text.length;
    if (strings.length % 1000 === 0) spend();
  };
  const plain = (source: string, start: number) => plainString(source, start, keep);
  for (;;) {
    if (cursor.take(plain)) continue;
    if (!cursor.next()) break;
    if (cursor.kind === 'text') {
      if (!inText) continue;
      if (inPhonetic) phonetic.push(cursor.text);
      else current += cursor.text;
      continue;
    }
    const isOpen = cursor.kind === 'open';
    if (cursor.name === 'rPh') inPhonetic = isOpen;
    else if (cursor.name === 't') inText = isOpen;
    else if (cursor.name === 'si' && isOpen) current = '';
    else if (cursor.name === 'si') keep(current);
  }
  spend();
}

function sheetTitles(xml: string, relations: ReadonlyMap<string, string>): Map<string, string> {
  const titles = new Map<string, string>();
  const cursor = new XmlCursor(xml);
  while (cursor.next()) {
    if (cursor.kind !== 'open' || cursor.name !== 'sheet') continue;
    const part = relations.get(cursor.attribute('id') ?? '');
    if (part !== undefined) titles.set(part, cursor.attribute('name') ?? '');
  }
  return titles;
}

function* sheetRows(xml: string, known: Cells): Generator<Row> {
  const cursor = new XmlCursor(xml);
  let cells: string[] = [];
  let number = 0;
  let inRow = false;
  const put = (column: number, text: string) => {
    const at = column < widest ? column : Math.max(cells.length, widest);
    while (cells.length < at) cells.push('');
    cells[at] = text;
  };
  const cell: PlainCell = { column: 0, style: 0, type: 'n', value: '', index: -1 };
  const putPlain = ({ column, style, type, value, index }: PlainCell) => {
    const shown = index < 0 ? shownValue(type, style, value, known) : (known.strings[index] ?? '');
    put(column, shown);
  };
  const row: PlainRow = { number: 0, put: putPlain };
  const readRow = (source: string, start: number) => {
    if (inRow || !source.startsWith('<row', start)) return -1;
    cells = [];
    return plainRow(source, start, row, cell);
  };
  const readPlain = (source: string, start: number) => plainCell(source, start, cell);
  for (;;) {
    if (cursor.take(readRow)) {
      number = row.number || number + 1;
      if (cells.length > 0) yield { cells, number };
      continue;
    }
    if (cursor.take(readPlain)) {
      putPlain(cell);
      continue;
    }
    if (!cursor.next()) break;
    if (cursor.name === 'row' && cursor.kind !== 'text') inRow = cursor.kind === 'open';
    if (cursor.kind === 'open' && cursor.name === 'row') {
      cells = [];
      number = Number(cursor.attribute('r')) || number + 1;
    } else if (cursor.kind === 'open' && cursor.name === 'c') {
      put(columnOf(cursor.attribute('r') ?? '') ?? cells.length, readCell(cursor, known));
    } else if (cursor.kind === 'close' && cursor.name === 'row' && cells.length > 0) {
      yield { cells, number };
    }
  }
}

/** `BC12` → 54. */
function columnOf(reference: string): number | null {
  let column = 0;
  for (let at = 0; at < 3; at++) {
    const letter = reference.charCodeAt(at) - 64;
    if (!(letter >= 1 && letter <= 26)) break;
    column = column * 26 + letter;
  }
  return column === 0 ? null : column - 1;
}

function shownValue(type: string, style: number, value: string, { strings, formats }: Cells) {
  if (type === 's') return strings[Number(value)] ?? '';
  return type === 'n' && value !== '' ? shownNumber(value, formats[style] ?? null) : value;
}

function readCell(cursor: XmlCursor, known: Cells): string {
  const type = cursor.attribute('t') ?? 'n';
  const style = Number(cursor.attribute('s') ?? 0);
  let value = '';
  let formula = '';
  let inside = '';
  while (cursor.next()) {
    if (cursor.kind === 'close' && cursor.name === 'c') break;
    if (cursor.kind === 'open') inside = cursor.name;
    else if (cursor.kind === 'close') inside = '';
    else if (inside === 'f') formula += cursor.text;
    else if (inside === 'v' || inside === 't') value += cursor.text;
  }
  if (type === 's' || (type === 'n' && value !== '')) return shownValue(type, style, value, known);
  // A text in a formula leaves with the file, whatever the formula shows.
  return /"[^"]{6,}"/.test(formula) ? `${value} ${formula}`.trim() : value;
}

/** Prompts, lists of values, conditions, links: a sheet without its cells, headers and footers. */
function besideCells(xml: string): string {
  const start = xml.search(/<(?:\w+:)?sheetData[\s>/]/);
  if (start < 0) return xml.replace(headerFooter, '');
  const end = xml.lastIndexOf('sheetData>');
  const [before, after] = [xml.slice(0, start), end < 0 ? '' : xml.slice(end + 10)];
  return before + after.replace(headerFooter, '');
}

const headerFooter = /<(?:\w+:)?((?:odd|even|first)(Header|Footer))>([\s\S]*?)<\/(?:\w+:)?\1>/g;

function* headersAndFooters(xml: string, place: Place): Generator<Part> {
  for (const [, , which, raw = ''] of xml.slice(-200_000).matchAll(headerFooter)) {
    const cursor = new XmlCursor(raw);
    let text = '';
    while (cursor.next()) if (cursor.kind === 'text') text += cursor.text;
    const plain = text
      .replace(/&(?:"[^"]*"|K[0-9A-F]{6}|\d+|[LCRPNDTZFAGBIUSXYEOH+-])/g, ' ')
      .trim();
    if (plain !== '')
      yield textPart(plain, { ...place, corner: which === 'Header' ? 'header' : 'footer' });
  }
}
