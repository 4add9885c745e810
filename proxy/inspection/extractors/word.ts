/** docx: body, headers, footers, notes, comments, deleted text, fields; tables as tables. */
import { type Part, type Place, textPart } from '../../../shared/detection/part.ts';
import type { Extraction, Extractor } from '../extractor.ts';
import { NotInspected } from '../limits.ts';
import { XmlCursor } from '../xml-cursor.ts';
import { type Row, tableParts } from './csv.ts';
import { openPackage } from './office-package.ts';
import { spokenAttributes } from './spoken-attributes.ts';

/** Characters of one text part. */
const partLength = 64 * 1024;

const corners: readonly (readonly [RegExp, Place['corner'] | null])[] = [
  [/^word\/document\d*\.xml$/, null],
  [/^word\/header\d*\.xml$/, 'header'],
  [/^word\/footer\d*\.xml$/, 'footer'],
  [/^word\/(?:footnotes|endnotes)\.xml$/, 'footnote'],
  [/^word\/comments\.xml$/, 'comment'],
  [/^word\/glossary\/document\.xml$/, null],
];

export const word: Extractor = {
  types: ['docx'],
  async *extract(bytes, extraction) {
    const document = await openPackage(bytes, extraction);
    for (const [names, corner] of corners) {
      for (const name of document.names.filter((each) => names.test(each))) {
        const xml = await document.xml(name);
        const place =
          corner === null || corner === undefined
            ? extraction.place
            : { ...extraction.place, corner };
        if (xml === null) continue;
        let known = '';
        for (const part of guarded(wordText(xml, place, extraction), extraction)) {
          if (part.form === 'text') known += part.text;
          yield part;
        }
        const attributes = spokenAttributes(xml, known);
        if (attributes !== '') yield textPart(attributes, { ...place, corner: 'properties' });
      }
    }
    yield* document.rest();
  },
};

/** What was read before the part broke counts. */
export function* guarded(parts: Generator<Part>, { problem }: Extraction): Generator<Part> {
  try {
    yield* parts;
  } catch (error) {
    if (!(error instanceof NotInspected) || error.isFinal) throw error;
    problem(error.why);
  }
}

function* wordText(xml: string, place: Place, extraction: Extraction): Generator<Part> {
  const cursor = new XmlCursor(xml);
  let text = '';
  while (cursor.next()) {
    if (cursor.kind === 'open' && cursor.name === 'tbl') {
      if (text.trim() !== '') yield textPart(text, place);
      text = '';
      yield* tableParts(tableRows(cursor), place, extraction.nextTable());
    } else text += pieceOf(cursor, (fallback) => (contains(text, fallback) ? '' : fallback));
    if (text.length > partLength && text.endsWith('\n')) {
      extraction.budget.spend(text.length);
      yield textPart(text, place);
      text = '';
    }
  }
  if (text.trim() !== '') yield textPart(text, place);
}

/** Rows of the table that was opened; tables in its cells are text of the cell. */
function* tableRows(cursor: XmlCursor): Generator<Row> {
  let depth = 1;
  let number = 0;
  let cells: string[] = [];
  let cell = '';
  while (depth > 0 && cursor.next()) {
    if (cursor.name === 'tbl' && cursor.kind !== 'text') depth += cursor.kind === 'open' ? 1 : -1;
    else if (depth === 1 && cursor.kind === 'open' && cursor.name === 'tc') cell = '';
    else if (depth === 1 && cursor.kind === 'close' && cursor.name === 'tc')
      cells.push(cell.trim());
    else if (depth === 1 && cursor.kind === 'close' && cursor.name === 'tr') {
      yield { cells, number: ++number };
      cells = [];
    } else cell += pieceOf(cursor, (fallback) => (contains(cell, fallback) ? '' : fallback));
  }
  if (cells.length > 0) yield { cells, number: number + 1 };
}

/** Text runs hold all text nodes that a reader sees; others are white space between elements. */
function pieceOf(cursor: XmlCursor, unlessKnown: (fallback: string) => string): string {
  if (cursor.kind === 'text') return '';
  const { name } = cursor;
  if (cursor.kind === 'close') return name === 'p' ? '\n' : '';
  // A second form of the same drawing for older programs.
  if (name === 'Fallback') return unlessKnown(plainText(cursor.takeElement()));
  if (name === 'ruby') return rubyText(cursor.takeElement());
  if (name === 'numPr') return bullet(cursor);
  if (name === 't' || name === 'delText' || name === 'instrText') return runText(cursor);
  if (name === 'tab' || name === 'ptab') return ' ';
  if (name === 'br' || name === 'cr') return '\n';
  if (name === 'noBreakHyphen') return '-';
  if (name === 'docPr') return spoken(cursor.attribute('descr'));
  // A watermark is a drawn word.
  if (name === 'textpath') return spoken(cursor.attribute('string'));
  // A text box stands by itself, wherever in a line it is anchored.
  if (name === 'txbxContent') return '\n';
  return '';
}

function runText(cursor: XmlCursor): string {
  let text = '';
  for (let depth = 1; depth > 0 && cursor.next(); ) {
    if (cursor.kind === 'text') text += cursor.text;
    else depth += cursor.kind === 'open' ? 1 : -1;
  }
  return text;
}

function plainText(xml: string): string {
  const cursor = new XmlCursor(xml);
  let text = '';
  while (cursor.next()) text += pieceOf(cursor, (fallback) => fallback);
  return text;
}

/** The reading stands before its word in the file: behind it, it splits no word. */
function rubyText(xml: string): string {
  const cursor = new XmlCursor(xml);
  let reading = '';
  let base = '';
  while (cursor.next()) {
    if (cursor.kind === 'open' && cursor.name === 'rt') reading = plainText(cursor.takeElement());
    if (cursor.kind === 'open' && cursor.name === 'rubyBase')
      base = plainText(cursor.takeElement());
  }
  return `${base} (${reading})`;
}

/** Which bullet or number a list item shows stands elsewhere; that it is one is enough. */
function bullet(cursor: XmlCursor): string {
  cursor.takeElement();
  return '• ';
}

function contains(text: string, piece: string): boolean {
  return text.slice(-10_000).includes(piece.trim());
}

function spoken(description: string | null): string {
  return description === null || description === '' ? '' : `${description}\n`;
}
