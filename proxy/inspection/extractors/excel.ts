/** xlsx: every sheet, hidden ones too, with headers, footers, comments and shapes. */
import { maskText } from '../../../shared/audit/mask.ts';
import { type Part, type Place, textPart } from '../../../shared/detection/part.ts';
import type { Extraction, Extractor } from '../extractor.ts';
import { XmlCursor } from '../xml-cursor.ts';
import { readFormats, shownNumber } from './cell-format.ts';
import { type Row, tableParts } from './csv.ts';
import { openPackage } from './office-package.ts';
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
    const titles = sheetTitles((await book.xml('xl/workbook.xml')) ?? '', relations);
    for (const name of book.names.filter((each) => /^xl\/worksheets\/[^/]+\.xml$/i.test(each))) {
      const title = titles.get(name) ?? name;
      const sheet = { ...place, sheet: maskText(title) };
      yield textPart(title, { ...sheet, corner: 'sheet-name' });
      const xml = await book.xml(name);
      if (xml === null) continue;
      const cells: Cells = { strings, formats };
      yield* guarded(tableParts(sheetRows(xml, cells), sheet, extraction.nextTable()), extraction);
      yield* guarded(headersAndFooters(xml, sheet), extraction);
    }
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

// biome-ignore lint/correctness/useYield: a generator like its siblings, so that guarded() takes it
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
  while (cursor.next()) {
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
    else if (cursor.name === 'si') {
      budget.spend(current.length);
      strings.push(current);
    }
  }
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
  while (cursor.next()) {
    if (cursor.kind === 'open' && cursor.name === 'row') {
      cells = [];
      number = Number(cursor.attribute('r')) || number + 1;
    } else if (cursor.kind === 'open' && cursor.name === 'c') {
      const column = columnOf(cursor.attribute('r') ?? '') ?? cells.length;
      const at = column < widest ? column : Math.max(cells.length, widest);
      while (cells.length < at) cells.push('');
      cells[at] = readCell(cursor, known);
    } else if (cursor.kind === 'close' && cursor.name === 'row' && cells.length > 0) {
      yield { cells, number };
    }
  }
}

/** `BC12` → 54. */
function columnOf(reference: string): number | null {
  const letters = /^[A-Z]{1,3}/.exec(reference)?.[0];
  if (letters === undefined) return null;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function readCell(cursor: XmlCursor, { strings, formats }: Cells): string {
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
  if (type === 's') return strings[Number(value)] ?? '';
  if (type === 'n' && value !== '') return shownNumber(value, formats[style] ?? null);
  // A text in a formula leaves with the file, whatever the formula shows.
  return /"[^"]{6,}"/.test(formula) ? `${value} ${formula}`.trim() : value;
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
