/** A body in `application/x-www-form-urlencoded`, in any charset → its fields. */
import { decodeText } from './decode-text.ts';

/** Field → its values in order. Without a prototype: names come from outside. */
export type Fields = Record<string, string[]>;

const maximumFields = 20_000;
const percent = 0x25;
const plus = 0x2b;
const ampersand = 0x26;
const equals = 0x3d;

export function readForm(bytes: Uint8Array, charset?: string): Fields {
  const fields: Fields = Object.create(null);
  let start = 0;
  for (let count = 0; start < bytes.length && count < maximumFields; count++) {
    const next = bytes.indexOf(ampersand, start);
    const end = next < 0 ? bytes.length : next;
    const middle = bytes.subarray(start, end).indexOf(equals);
    const split = middle < 0 ? end : start + middle;
    const name = decodeText(unescapeBytes(bytes.subarray(start, split)), charset);
    const value = decodeText(unescapeBytes(bytes.subarray(split + 1, end)), charset);
    if (end > start) addField(fields, name, value);
    start = end + 1;
  }
  return fields;
}

export function addField(fields: Fields, name: string, value: string): void {
  const values = fields[name];
  if (values === undefined) fields[name] = [value];
  else values.push(value);
}

function unescapeBytes(bytes: Uint8Array): Uint8Array {
  if (!bytes.includes(percent) && !bytes.includes(plus)) return bytes;
  const out = new Uint8Array(bytes.length);
  let length = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0;
    const value = byte === percent ? hex(bytes[i + 1]) * 16 + hex(bytes[i + 2]) : Number.NaN;
    if (!Number.isNaN(value)) i += 2;
    out[length++] = Number.isNaN(value) ? (byte === plus ? 0x20 : byte) : value;
  }
  return out.subarray(0, length);
}

/** NaN where it is no hexadecimal digit. */
function hex(byte: number | undefined): number {
  if (byte === undefined) return Number.NaN;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : Number.NaN;
}
