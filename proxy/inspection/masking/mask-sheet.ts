/**
 * Cells of one sheet with the values masked. A value may stand in a string of the book, in the cell
 * itself, as a number, as the result of a formula, or spread over cells:
 *
 *   <c r="B2" t="s"><v>7</v></c>          → stays; the string 7 is masked in the book's own list
 *   <c r="B2"><v>123456789012</v></c>     → a text, masked; a formula that gave it is gone
 */
import type { ValueIndex } from '../../../shared/masking/find-values.ts';
import { replaceSpans } from '../../../shared/masking/replace-spans.ts';
import { type CellFormat, shownNumber } from '../extractors/cell-format.ts';
import { unescapeXml } from '../xml-cursor.ts';
import { apart, spansByPiece } from './mask-xml.ts';
import { escapeXml } from './xml-pieces.ts';

export interface Book {
  readonly strings: readonly string[];
  /** The same with the values masked in each by itself. */
  readonly maskedStrings: readonly string[];
  readonly formats: readonly CellFormat[];
}

export interface MaskedSheet {
  readonly xml: string;
  /** Strings of the book that cells still show, and those that a cell no longer does. */
  readonly used: ReadonlySet<number>;
  readonly left: ReadonlySet<number>;
  readonly dropsFormulas: boolean;
}

interface Cell {
  readonly start: number;
  readonly end: number;
  readonly prefix: string;
  /** Without its type. */
  readonly attributes: string;
  readonly inside: string;
  readonly string: number | null;
  readonly text: string;
  readonly formula: string;
  /** Of a formula that cells share. */
  readonly shared: string | null;
  readonly beginsRow: boolean;
}

const cellPattern = /<((?:\w+:)?)c((?:\s[^>]*?)?)(?:\/>|>([\s\S]*?)<\/\1c>)|<(?:\w+:)?row[\s>/]/g;

export function maskSheet(xml: string, book: Book, values: ValueIndex): MaskedSheet {
  const cells = [...cellsOf(xml, book)];
  const inCells = spansByPiece(cells, ({ beginsRow }) => (beginsRow ? '\n' : '\t'), values);
  const formulas = cells.flatMap((cell) =>
    cell.formula === '' ? [] : [{ cell, text: cell.formula }],
  );
  const inFormulas = new Set(
    [...spansByPiece(formulas, () => apart, values).keys()].map(({ cell }) => cell),
  );
  const masked = new Map<Cell, string>();
  const left = new Set<number>();
  const used = new Set<number>();
  for (const cell of cells) {
    const spans = inCells.get(cell);
    const ofBook = cell.string === null ? undefined : book.maskedStrings[cell.string];
    const text = spans === undefined ? cell.text : replaceSpans(cell.text, spans);
    if (cell.string !== null && text !== cell.text && text !== ofBook) left.add(cell.string);
    else if (cell.string !== null) used.add(cell.string);
    const isOfBook = cell.string !== null && (text === cell.text || text === ofBook);
    if ((text !== cell.text && !isOfBook) || inFormulas.has(cell)) masked.set(cell, text);
  }
  const gone = new Set([...masked.keys()].flatMap(({ shared }) => shared ?? []));
  const parts: string[] = [];
  let done = 0;
  let dropsFormulas = false;
  for (const cell of cells) {
    const text = masked.get(cell);
    const losesFormula = cell.shared !== null && gone.has(cell.shared);
    if (text === undefined && !losesFormula) continue;
    dropsFormulas ||= cell.formula !== '' || losesFormula || cell.inside.includes('<f');
    parts.push(
      xml.slice(done, cell.start),
      text === undefined ? withoutFormula(xml.slice(cell.start, cell.end)) : textCell(cell, text),
    );
    done = cell.end;
  }
  parts.push(xml.slice(done));
  return { xml: parts.join(''), used, left, dropsFormulas };
}

function textCell({ prefix, attributes }: Cell, text: string): string {
  const [c, is, t] = ['c', 'is', 't'].map((name) => `${prefix}${name}`);
  return `<${c}${attributes} t="inlineStr"><${is}><${t} xml:space="preserve">${escapeXml(text)}</${t}></${is}></${c}>`;
}

function withoutFormula(cell: string): string {
  return cell.replace(/<((?:\w+:)?)f(?:\s[^>]*?)?(?:\/>|>[\s\S]*?<\/\1f>)/g, '');
}

function* cellsOf(xml: string, { strings, formats }: Book): Generator<Cell> {
  let beginsRow = true;
  for (const match of xml.matchAll(cellPattern)) {
    const [whole, prefix, attributes = '', inside = ''] = match;
    if (prefix === undefined) {
      beginsRow = true;
      continue;
    }
    const type = attributeOf(attributes, 't') ?? 'n';
    const value = textOf(inside, 'v');
    const string = type === 's' && /^\s*\d+\s*$/.test(value) ? Number(value) : null;
    const style = Number(attributeOf(attributes, 's') ?? 0);
    yield {
      start: match.index,
      end: match.index + whole.length,
      prefix,
      attributes: attributes.replace(/\s(?:t|cm|vm)\s*=\s*(?:"[^"]*"|'[^']*')/g, ''),
      inside,
      string,
      text: shown(
        type,
        value,
        string === null ? null : (strings[string] ?? ''),
        inside,
        formats[style] ?? null,
      ),
      formula: textOf(inside, 'f'),
      shared: sharedName(inside),
      beginsRow,
    };
    beginsRow = false;
  }
}

function shown(
  type: string,
  value: string,
  ofBook: string | null,
  inside: string,
  format: CellFormat,
): string {
  if (ofBook !== null) return ofBook;
  if (type === 'inlineStr')
    return textOf(inside.replace(/<(?:\w+:)?rPh[\s\S]*?<\/(?:\w+:)?rPh>/g, ''), 't');
  return type === 'n' && value !== '' ? shownNumber(value, format) : value;
}

function attributeOf(attributes: string, name: string): string | null {
  const found = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes);
  return found === null ? null : (found[1] ?? found[2] ?? '');
}

const elements = {
  v: /<((?:\w+:)?)v(?:\s[^>]*)?>([\s\S]*?)<\/\1v>/g,
  f: /<((?:\w+:)?)f(?:\s[^>]*[^/])?>([\s\S]*?)<\/\1f>/g,
  t: /<((?:\w+:)?)t(?:\s[^>]*)?>([\s\S]*?)<\/\1t>/g,
};

function textOf(inside: string, element: keyof typeof elements): string {
  if (inside === '') return '';
  return [...inside.matchAll(elements[element])].map(([, , raw = '']) => unescapeXml(raw)).join('');
}

function sharedName(inside: string): string | null {
  const found = /<(?:\w+:)?f(\s[^>]*)/.exec(inside)?.[1];
  if (found === undefined || attributeOf(found, 't') !== 'shared') return null;
  return attributeOf(found, 'si');
}
