/** doc: Word 97–2003 by its piece table ([MS-DOC] 2.4.1), Word 6 and 95 in the bytes of its day. */
import { type Part, type Place, textPart } from '../../../shared/detection/part.ts';
import { type Charset, decode, detectCharset } from '../charset.ts';
import { readCompoundFile, type Storage } from '../compound-file.ts';
import { openWord } from '../decryption/open-word.ts';
import type { Extraction, Extractor } from '../extractor.ts';
import type { Keys } from '../keys.ts';
import { NotInspected } from '../limits.ts';
import { besideText } from './compound.ts';
import { type Row, tableParts } from './csv.ts';

/** [MS-DOC] 2.5.2 FibBase. */
const fib = { ident: 0, version: 2, flags: 10, complex: 0x0004, encrypted: 0x0100, table1: 0x0200 };
const firstUnicode = 106;

/** Lengths of the parts of the text, in order: body, footnotes, headers, (macros), comments, … */
const lengths97 = [0x4c, 0x50, 0x54, 0x58, 0x5c, 0x60, 0x64, 0x68];
const corners: readonly (Place['corner'] | null)[] = [
  null,
  'footnote',
  'header',
  null,
  'comment',
  'footnote',
  'text-box',
  'text-box',
];

export const word97: Extractor = {
  types: ['doc'],
  async *extract(bytes, extraction) {
    const root = opened(readCompoundFile(bytes).root, extraction.keys);
    const main = root.streams.get('WordDocument') ?? new Uint8Array();
    const view = viewOf(main);
    const flags = guardedRead(() => view.getUint16(fib.flags, true));
    const isUnicode = view.getUint16(fib.version, true) >= firstUnicode;
    const table = root.streams.get((flags & fib.table1) !== 0 ? '1Table' : '0Table');
    const text = guardedRead(() =>
      isUnicode
        ? text97(main, table ?? new Uint8Array())
        : text95(main, (flags & fib.complex) !== 0),
    );
    extraction.budget.spend(text.length);
    yield* isUnicode
      ? partsOf(text, view, extraction)
      : textParts(text, extraction.place, extraction);
    yield* besideText(root, extraction);
  },
};

/** As it is without a password. */
function opened(root: Storage, keys: Keys): Storage {
  const view = viewOf(root.streams.get('WordDocument') ?? new Uint8Array());
  return guardedRead(() => {
    const flags = view.getUint16(fib.flags, true);
    if (![0xa5ec, 0xa5dc].includes(view.getUint16(fib.ident, true)))
      throw new NotInspected('broken');
    return (flags & fib.encrypted) === 0 ? root : openWord(root, keys);
  });
}

function text97(main: Uint8Array, table: Uint8Array): string {
  const view = viewOf(main);
  return joinPieces(main, piecesOf(table, view.getUint32(0x1a2, true)), 'windows-1252');
}

function text95(main: Uint8Array, isComplex: boolean): string {
  const view = viewOf(main);
  const [from, to] = [view.getUint32(0x18, true), view.getUint32(0x1c, true)];
  if (!isComplex) return ansi(main.subarray(from, to));
  return joinPieces(main, piecesOf(main, view.getUint32(0x160, true), true), null);
}

interface Piece {
  readonly characters: number;
  readonly at: number;
  readonly isWide: boolean;
}

/** [MS-DOC] 2.8.35 PlcPcd, behind whatever changes of formats stand before it. */
function piecesOf(table: Uint8Array, from: number, isOld = false): Piece[] {
  const view = viewOf(table);
  let at = from;
  while (view.getUint8(at) === 1) at += 3 + view.getUint16(at + 1, true);
  if (view.getUint8(at) !== 2) throw new NotInspected('broken');
  const size = view.getUint32(at + 1, true);
  const count = Math.floor((size - 4) / 12);
  const start = at + 5;
  return Array.from({ length: count }, (_, index): Piece => {
    const position = view.getUint32(start + index * 4, true);
    const next = view.getUint32(start + index * 4 + 4, true);
    const place = view.getUint32(start + (count + 1) * 4 + index * 8 + 2, true);
    const isWide = !isOld && (place & 0x40000000) === 0;
    const offset = isOld || isWide ? place : (place & 0x3fffffff) / 2;
    return { characters: next - position, at: offset, isWide };
  });
}

/** @param narrow what bytes stand for; null: as detected */
function joinPieces(
  main: Uint8Array,
  pieces: readonly Piece[],
  narrow: 'windows-1252' | null,
): string {
  const decoder = new TextDecoder('windows-1252');
  return pieces
    .map(({ characters, at, isWide }) => {
      const bytes = main.subarray(at, at + characters * (isWide ? 2 : 1));
      if (isWide) return decode(bytes, 'utf-16le');
      return narrow === null ? ansi(bytes) : decoder.decode(bytes);
    })
    .join('');
}

function ansi(bytes: Uint8Array): string {
  const charset: Charset | null = detectCharset(bytes.filter((byte) => byte >= 0x20));
  return charset === null ? new TextDecoder('windows-1252').decode(bytes) : decode(bytes, charset);
}

function* partsOf(text: string, view: DataView, extraction: Extraction): Generator<Part> {
  let at = 0;
  for (const [index, offset] of lengths97.entries()) {
    const length = view.getUint32(offset, true);
    const corner = corners[index];
    const place = corner == null ? extraction.place : { ...extraction.place, corner };
    yield* textParts(text.slice(at, at + length), place, extraction);
    at += length;
  }
  if (at > text.length) extraction.problem('broken');
  // A last paragraph, or what lengths that lie leave over.
  yield* textParts(text.slice(at), extraction.place, extraction);
}

const cellEnd = '\u0007';

function* textParts(text: string, place: Place, extraction: Extraction): Generator<Part> {
  const plain = shown(text);
  if (plain.trim() !== '') yield textPart(plain.replaceAll(cellEnd, '\t'), place);
  if (!plain.includes(cellEnd)) return;
  for (const part of tableParts(rowsOf(plain), place, extraction.nextTable()))
    yield { ...part, repeats: true };
}

/** A row ends with one more mark than it has cells. */
function rowsOf(text: string): Row[] {
  return text
    .split(`${cellEnd}${cellEnd}`)
    .map(
      (row, at): Row => ({
        cells: row.split(cellEnd).map((cell) => cell.slice(cell.lastIndexOf('\n') + 1).trim()),
        number: at + 1,
      }),
    )
    .filter(({ cells }) => cells.length > 1);
}

/** [MS-DOC] 2.4.1 and 2.8.25: paragraph, line, page, column; hyphens; begin, middle, end of a field. */
const marks: Readonly<Record<string, string>> = {
  '\t': '\t',
  '\r': '\n',
  '\v': '\n',
  '\f': '\n',
  '\u000e': '\n',
  '\u0013': ' ',
  '\u0014': ' ',
  '\u0015': ' ',
  '\u001e': '-',
  [cellEnd]: cellEnd,
};

/** Marks of pictures and notes show nothing; the instruction of a field is text too. */
function shown(text: string): string {
  return text.replace(/\p{Cc}/gu, (mark) => marks[mark] ?? '');
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** @throws NotInspected 'broken' where the bytes end too early */
function guardedRead<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw error instanceof RangeError ? new NotInspected('broken') : error;
  }
}
