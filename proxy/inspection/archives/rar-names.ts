/** Names of the entries of a rar archive, in order: version 5 in UTF-8, version 4 packed UTF-16. */
import { decode, detectCharset } from '../charset.ts';
import { isRar5, rarNumbers, rarStart } from './rar-marks.ts';

/** What could be read before the headers end, break, or are encrypted. */
export function rarNames(bytes: Uint8Array): string[] {
  const start = rarStart(bytes);
  if (start < 0) return [];
  const names: string[] = [];
  try {
    if (isRar5(bytes.subarray(start))) readVersion5(bytes, start + 8, names);
    else readVersion4(bytes, start + 7, names);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return names;
}

const isFile5 = 2;

function readVersion5(bytes: Uint8Array, from: number, names: string[]): void {
  for (let at = from; at < bytes.length; ) {
    const numbers = rarNumbers(bytes, at + 4); // behind the check sum
    const size = numbers.next();
    const header = numbers.at;
    const type = numbers.next();
    const flags = numbers.next();
    if ((flags & 1) !== 0) numbers.next();
    const data = (flags & 2) !== 0 ? numbers.next() : 0;
    if (type === isFile5) {
      const fileFlags = numbers.next();
      numbers.next(); // size
      numbers.next(); // attributes
      numbers.at += ((fileFlags & 2) !== 0 ? 4 : 0) + ((fileFlags & 4) !== 0 ? 4 : 0);
      numbers.next(); // method
      numbers.next(); // system
      const length = numbers.next();
      names.push(decode(bytes.subarray(numbers.at, numbers.at + length), 'utf-8'));
    }
    at = header + size + data;
  }
}

const isFile4 = 0x74;

function readVersion4(bytes: Uint8Array, from: number, names: string[]): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = from; at + 7 <= bytes.length; ) {
    const type = byteAt(bytes, at + 2);
    const flags = view.getUint16(at + 3, true);
    const size = view.getUint16(at + 5, true);
    const hasData = type === isFile4 || (flags & 0x8000) !== 0;
    const data = hasData ? view.getUint32(at + 7, true) : 0;
    if (size < 7) return;
    if (type === isFile4) {
      const length = view.getUint16(at + 26, true);
      const name = at + 32 + ((flags & 0x100) !== 0 ? 8 : 0);
      const raw = bytes.subarray(name, name + length);
      names.push(name4(raw, (flags & 0x200) !== 0).replaceAll('\\', '/'));
    }
    at += size + data;
  }
}

function name4(raw: Uint8Array, isPacked: boolean): string {
  const end = raw.indexOf(0);
  const plain = end < 0 ? raw : raw.subarray(0, end);
  if (!isPacked || end < 0) return decode(plain, detectCharset(plain) ?? 'shift_jis');
  return unpacked(plain, raw.subarray(end + 1));
}

/** Two bits for each step: a byte, a byte of one high half, two bytes, or a run of the plain name. */
function unpacked(plain: Uint8Array, packed: Uint8Array): string {
  const high = byteAt(packed, 0) << 8;
  let name = '';
  let flags = 0;
  let bits = 0;
  for (let at = 1; at < packed.length; bits -= 2, flags <<= 2) {
    if (bits === 0) {
      flags = byteAt(packed, at++);
      bits = 8;
    }
    switch ((flags >> 6) & 3) {
      case 0:
        name += String.fromCharCode(byteAt(packed, at++));
        break;
      case 1:
        name += String.fromCharCode(byteAt(packed, at++) | high);
        break;
      case 2:
        name += String.fromCharCode(byteAt(packed, at) | (byteAt(packed, at + 1) << 8));
        at += 2;
        break;
      default: {
        const length = byteAt(packed, at++);
        const add = length >= 0x80 ? byteAt(packed, at++) : null;
        for (let left = (length & 0x7f) + 2; left > 0; left--) {
          const byte = byteAt(plain, name.length);
          name += String.fromCharCode(add === null ? byte : ((byte + add) & 0xff) | high);
        }
      }
    }
  }
  return name;
}

function byteAt(bytes: Uint8Array, at: number): number {
  const byte = bytes[at];
  if (byte === undefined) throw new RangeError('end');
  return byte;
}
