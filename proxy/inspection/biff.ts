/**
 * Records of an old Excel workbook ([MS-XLS] 2.1.4) that no cell holds: headers, footers, texts in
 * drawings; and whether it is encrypted.
 */
import { decode, detectCharset } from './charset.ts';

export interface BiffTexts {
  readonly isEncrypted: boolean;
  /** Begins as a workbook and ends at the end of a record: what reads it further is not so strict. */
  readonly isWhole: boolean;
  readonly texts: readonly {
    readonly corner: 'header' | 'footer' | 'text-box';
    readonly text: string;
  }[];
}

const record = {
  header: 0x14,
  footer: 0x15,
  filePass: 0x2f,
  continue: 0x3c,
  text: 0x1b6,
  begin: 0x809,
  end: 0x0a,
} as const;

/** What can be read before the records break off. */
export function readBiff(stream: Uint8Array): BiffTexts {
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
  const texts: BiffTexts['texts'][number][] = [];
  let isEncrypted = false;
  let isWide = true;
  let inDrawing = false;
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
    const corner = type === record.header ? 'header' : type === record.footer ? 'footer' : null;
    if (corner !== null && body.length > 0) {
      const text = isWide ? wideText(body, 3, body[2] ?? 0) : narrowText(body.subarray(1));
      texts.push({ corner, text: withoutCodes(text) });
    }
    // The first record that goes on with a drawing's text holds it, the next one its formats.
    if (type === record.continue && inDrawing) {
      const text = wideText(body, 1, body[0] ?? 0);
      texts.push({ corner: 'text-box', text });
    }
    inDrawing = type === record.text;
  }
  return {
    isEncrypted,
    isWhole: begins.has(stream[1] ?? -1) && stream[0] === 0x09 && last === record.end && !isCut,
    texts: texts.filter(({ text }) => text.trim() !== ''),
  };
}

/** High bytes of the BOF record of versions 2, 3, 4, and 5 to 8. */
const begins = new Set([0x00, 0x02, 0x04, 0x08]);

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
