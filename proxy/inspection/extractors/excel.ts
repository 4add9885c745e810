/** xlsx: every sheet, hidden ones too, with headers, footers, comments and shapes. */
import { maskText } from '../../../shared/audit/mask.ts';
import { type Part, type Place, textPart } from '../../../shared/detection/part.ts';
import type { Extraction, Extractor } from '../extractor.ts';
import { unescapeXml, XmlCursor } from '../xml-cursor.ts';
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
      const rows = spent(sheetRows(xml, cells), extraction);
      yield* guarded(tableParts(rows, sheet, extraction.nextTable()), extraction);
      yield* guarded(headersAndFooters(xml, sheet), extraction);
    }
    // How names are read: ruby that goes with the shared strings.
    if (phonetic.length > 0)
      yield textPart(phonetic.join('\n'), { ...place, corner: 'properties' });
    yield* book.rest();
  },
};

/** A text that stands in the file once may stand in every cell. */
function* spent(rows: Iterable<Row>, { budget }: Extraction): Generator<Row> {
  for (const row of rows) {
    let length = 0;
    for (const cell of row.cells) length += cell.length;
    budget.spend(length);
    yield row;
  }
}

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
  for (;;) {
    const plain = cursor.take(plainString);
    if (plain !== null) {
      const text = unescapeXml(plain[1] ?? '');
      budget.spend(text.length);
      strings.push(text);
      continue;
    }
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
    else if (cursor.name === 'si') {
      budget.spend(current.length);
      strings.push(current);
    }
  }
}

/** Nearly all: a text of one piece. */
const plainString = /<si><t(?: xml:space="preserve")?>([^<]*)<\/t>(?:<phoneticPr[^<>]*\/>)?<\/si>/y;
/** Nearly all: what Excel writes of a cell with a value, or with none. */
const plainCell =
  /<c r="([A-Z]{1,3})[0-9]{1,7}"(?: s="([0-9]{1,6})")?(?: t="(s|n|str)")?(?:\/>|><v>([^<]*)<\/v><\/c>)/y;

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
  const put = (column: number, text: string) => {
    const at = column < widest ? column : Math.max(cells.length, widest);
    while (cells.length < at) cells.push('');
    cells[at] = text;
  };
  for (;;) {
    const plain = cursor.take(plainCell);
    if (plain !== null) {
      const [, letters = '', style = '0', type = 'n', value = ''] = plain;
      put(columnOf(letters) ?? 0, shownValue(type, Number(style), unescapeXml(value), known));
      continue;
    }
    if (!cursor.next()) break;
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
