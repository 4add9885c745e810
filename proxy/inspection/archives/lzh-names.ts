/**
 * Names of the entries of an LZH archive, in order (the format's header levels 0 to 3). They are in
 * Shift_JIS, or, in extended headers 0x44 and 0x45, in UTF-16.
 */
import { decode, detectCharset } from '../charset.ts';

/** What could be read before the headers end or break. */
export function lzhNames(bytes: Uint8Array): string[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const names: string[] = [];
  try {
    for (let at = firstHeader(bytes); at >= 0 && (bytes[at] ?? 0) !== 0; ) {
      const header = readHeader(bytes, view, at);
      // A header of no length would be the next one as well.
      if (header === null || header.next <= at) break;
      names.push(header.name);
      at = header.next;
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return names;
}

/** `-lh5-` and the like stand at the third byte; other bytes may come before. */
function firstHeader(bytes: Uint8Array): number {
  for (let at = 0; at + 7 < Math.min(bytes.length, 65_536); at++) {
    if (bytes[at + 2] === 0x2d && bytes[at + 3] === 0x6c && bytes[at + 6] === 0x2d) return at;
  }
  return -1;
}

function readHeader(bytes: Uint8Array, view: DataView, at: number) {
  if (bytes[at + 2] !== 0x2d || bytes[at + 6] !== 0x2d) return null;
  const level = view.getUint8(at + 20);
  const packed = view.getUint32(at + 7, true);
  const isShort = level < 2;
  const length = isShort ? (bytes[at] ?? 0) + 2 : view.getUint16(at, true);
  const nameLength = isShort ? view.getUint8(at + 21) : 0;
  const own = bytes.subarray(at + 22, at + 22 + nameLength);
  const long = level === 3;
  const first = long ? at + 28 : isShort ? at + length - 2 : at + 24;
  const extended =
    level === 0
      ? { folder: '', file: '', end: at + length }
      : readExtended(bytes, view, first, long);
  const file = extended.file === '' ? text(own) : extended.file;
  const end = long ? at + view.getUint32(at + 24, true) : at + length;
  return { name: `${extended.folder}${file}`, next: end + packed };
}

/** Each begins with its kind and ends with the size of the next one. */
function readExtended(bytes: Uint8Array, view: DataView, first: number, long: boolean) {
  const width = long ? 4 : 2;
  const sizeAt = (at: number) => (long ? view.getUint32(at, true) : view.getUint16(at, true));
  let folder = '';
  let file = '';
  let at = first;
  for (let size = sizeAt(at); size > width; size = sizeAt(at)) {
    at += width;
    const data = bytes.subarray(at + 1, at + size - width);
    switch (bytes[at]) {
      case 0x01:
        file ||= text(data);
        break;
      case 0x02:
        folder ||= text(data.map((byte) => (byte === 0xff ? 0x2f : byte)));
        break;
      case 0x44:
        file = decode(data, 'utf-16le');
        break;
      case 0x45:
        folder = decode(data, 'utf-16le').replaceAll('\uffff', '/');
        break;
    }
    at += size - width;
  }
  return { folder, file, end: at };
}

function text(bytes: Uint8Array): string {
  return decode(bytes, detectCharset(bytes) ?? 'shift_jis').replaceAll('\u0000', '');
}
