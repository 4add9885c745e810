/**
 * Records of an old Excel workbook ([MS-XLS] 2.1.4) that no cell holds: headers, footers, texts in
 * drawings and charts, lists of allowed values, what was taken from other workbooks and into
 * pivot tables; and whether it is encrypted.
 */
import { decode, detectCharset } from './charset.ts';

export interface BiffTexts {
  readonly isEncrypted: boolean;
  /** Begins as a workbook and ends at the end of a record: what reads it further is not so strict. */
  readonly isWhole: boolean;
  readonly texts: readonly {
    readonly corner: 'header' | 'footer' | 'text-box' | 'properties';
    readonly text: string;
  }[];
}

type Corner = BiffTexts['texts'][number]['corner'];

const record = {
  filePass: 0x2f,
  continue: 0x3c,
  text: 0x1b6,
  begin: 0x809,
  end: 0x0a,
} as const;

/** Text of a record's content. @param isWide of Excel 97 and later */
interface Holder {
  readonly corner: Corner;
  readonly read: (body: Uint8Array, isWide: boolean) => string;
}

const holders: ReadonlyMap<number, Holder> = new Map([
  [0x14, { corner: 'header', read: pageText }],
  [0x15, { corner: 'footer', read: pageText }],
  [0x100d, { corner: 'text-box', read: chartText }],
  [0x1be, { corner: 'properties', read: allowedValues }],
  [0x5a, { corner: 'properties', read: externalCells }],
  [0xcd, { corner: 'properties', read: pivotText }],
  [0xc9, { corner: 'properties', read: pivotNumber }],
] as const satisfies readonly (readonly [number, Holder])[]);

/** What can be read before the records break off. */
export function readBiff(stream: Uint8Array): BiffTexts {
  const view = viewOf(stream);
  const texts: BiffTexts['texts'][number][] = [];
  let isEncrypted = false;
  let isWide = true;
  /** Characters of a drawing's text that are still to come. */
  let drawn = 0;
  let last = -1;
  let isCut = false;
  for (let at = 0; at + 4 <= stream.length; ) {
    const type = view.getUint16(at, true);
    const body = stream.subarray(at + 4, at + 4 + view.getUint16(at + 2, true));
    // Streams may be filled up with zeros.
    if (type === 0 && last === record.end) break;
    isCut ||= body.length < view.getUint16(at + 2, true);
    at += 4 + view.getUint16(at + 2, true);
    last = type;
    if (type === record.begin && body.length >= 2) isWide = body[1] === 0x06;
    if (type === record.filePass) isEncrypted = true;
    const holder = holders.get(type);
    if (holder !== undefined && body.length > 0)
      texts.push({ corner: holder.corner, text: holder.read(body, isWide) });
    if (type === record.continue && drawn > 0) {
      const text = wideText(body, 1, body[0] ?? 0);
      texts.push({ corner: 'text-box', text });
      drawn -= text.length;
    } else drawn = 0;
    // What goes on with it holds the text, in as many records as that takes, and then its formats.
    if (type === record.text && body.length >= 12)
      drawn = Math.max(1, viewOf(body).getUint16(10, true));
  }
  return {
    isEncrypted,
    isWhole: begins.has(stream[1] ?? -1) && stream[0] === 0x09 && last === record.end && !isCut,
    texts: texts.filter(({ text }) => text.trim() !== ''),
  };
}

/** High bytes of the BOF record of versions 2, 3, 4, and 5 to 8. */
const begins = new Set([0x00, 0x02, 0x04, 0x08]);

function pageText(body: Uint8Array, isWide: boolean): string {
  return withoutCodes(
    isWide ? wideText(body, 3, body[2] ?? 0) : narrowText(body.subarray(1, 1 + (body[0] ?? 0))),
  );
}

/** [MS-XLS] 2.4.254 SeriesText: titles, axes, series. */
function chartText(body: Uint8Array, isWide: boolean): string {
  const length = body[2] ?? 0;
  return isWide ? wideText(body, 4, body[3] ?? 0) : narrowText(body.subarray(3, 3 + length));
}

/** [MS-XLS] 2.4.105 Dv: titles and texts of a prompt and of an error, then what is allowed. */
function allowedValues(body: Uint8Array, isWide: boolean): string {
  if (!isWide) return '';
  const texts: string[] = [];
  let at = 4;
  for (let each = 0; each < 4; each++) {
    const { text, next } = countedText(body, at);
    texts.push(text);
    at = next;
  }
  // A list that is written out is a formula of one text, its values separated by zeros.
  if (body[at + 4] === textToken) {
    const list = wideText(body.subarray(0, at + 4 + (body[at] ?? 0)), at + 7, body[at + 6] ?? 0);
    texts.push(list.replaceAll('\0', '\n'));
  }
  return texts.join('\n');
}

const textToken = 0x17;
const cellKinds = { number: 1, text: 2 };

/** [MS-XLS] 2.4.70 CRN: cells of another workbook, as they were when it was last seen. */
function externalCells(body: Uint8Array, isWide: boolean): string {
  if (!isWide) return '';
  const texts: string[] = [];
  for (let at = 4; at < body.length; ) {
    if (body[at] === cellKinds.text) {
      const { text, next } = countedText(body, at + 1);
      texts.push(text);
      at = next;
    } else {
      if (body[at] === cellKinds.number) texts.push(numberAt(body, at + 1));
      at += 9;
    }
  }
  return texts.join('\n');
}

function pivotText(body: Uint8Array): string {
  return countedText(body, 0).text;
}

function pivotNumber(body: Uint8Array): string {
  return numberAt(body, 0);
}

function numberAt(body: Uint8Array, at: number): string {
  if (at + 8 > body.length) return '';
  return String(viewOf(body).getFloat64(at, true));
}

/** [MS-XLS] 2.5.294 XLUnicodeString: how many characters, flags, the characters. */
function countedText(body: Uint8Array, at: number): { text: string; next: number } {
  const flags = body[at + 2] ?? 0;
  const count = (body[at] ?? 0) + (body[at + 1] ?? 0) * 256;
  const next = at + 3 + count * ((flags & 1) + 1);
  return { text: wideText(body.subarray(0, next), at + 3, flags), next };
}

/** Bit 0 of the flags: two bytes a character. */
function wideText(body: Uint8Array, from: number, flags: number): string {
  const bytes = body.subarray(from);
  if ((flags & 1) === 0) return new TextDecoder('latin1').decode(bytes);
  return decode(bytes.subarray(0, bytes.length & ~1), 'utf-16le');
}

function narrowText(bytes: Uint8Array): string {
  return decode(bytes, detectCharset(bytes) ?? 'shift_jis');
}

/** Codes of place, font and page in a header or footer. */
export function withoutCodes(text: string): string {
  return text.replace(/&(?:"[^"]*"|K[0-9A-F]{6}|\d+|[LCRPNDTZFAGBIUSXYEOH+-])/g, ' ').trim();
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
