/** Title, author, keywords, own fields of an OLE document ([MS-OLEPS]): all that is text. */
import { decode, detectCharset } from './charset.ts';
import type { Storage } from './compound-file.ts';

const streamNames = ['\u0005SummaryInformation', '\u0005DocumentSummaryInformation'];
const ansiText = 0x1e;
const wideText = 0x1f;
const vectorOf = 0x1000;
const variant = 0x0c;
/** A document has a few dozen; a lying count must not run for ever. */
const most = 2000;

/** One line a value, behind the name of a person's own field; what breaks off is left out. */
export function propertyText({ streams }: Storage): string {
  return streamNames
    .flatMap((name) => {
      const bytes = streams.get(name);
      return bytes === undefined ? [] : valuesOf(bytes);
    })
    .map((value) => value.replaceAll('\u0000', '').trim())
    .filter((value) => value !== '')
    .join('\n');
}

function valuesOf(bytes: Uint8Array): string[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const values: string[] = [];
  try {
    const sets = Math.min(view.getUint32(24, true), 4);
    for (let set = 0; set < sets; set++) {
      const start = view.getUint32(28 + set * 20 + 16, true);
      const count = Math.min(view.getUint32(start + 4, true), most);
      const properties = Array.from({ length: count }, (_, each) => ({
        id: view.getUint32(start + 8 + each * 8, true),
        at: start + view.getUint32(start + 12 + each * 8, true),
      }));
      const names = new Map<number, string>();
      for (const { id, at } of properties) if (id === 0) readDictionary(view, at, names);
      for (const { id, at } of properties) {
        if (id === 0) continue;
        const own: string[] = [];
        readValue(view, at, own);
        const name = names.get(id);
        names.delete(id);
        values.push(...(name === undefined ? own : [`${name}: ${own.join(' ')}`]));
      }
      values.push(...names.values());
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return values;
}

/** @returns where the next value of a vector would begin */
function readValue(view: DataView, at: number, values: string[]): number {
  const type = view.getUint32(at, true);
  if (type === ansiText || type === wideText) return readText(view, at + 4, type, values);
  if ((type & vectorOf) === 0) return at + 8;
  const inner = type & ~vectorOf;
  let next = at + 8;
  for (let left = Math.min(view.getUint32(at + 4, true), most); left > 0; left--) {
    if (inner === variant) next = readValue(view, next, values);
    else if (inner === ansiText || inner === wideText) next = readText(view, next, inner, values);
    else break;
  }
  return next;
}

function readText(view: DataView, at: number, type: number, values: string[]): number {
  const length = view.getUint32(at, true) * (type === wideText ? 2 : 1);
  const end = at + 4 + length;
  if (end > view.byteLength) throw new RangeError('end');
  const raw = new Uint8Array(view.buffer, view.byteOffset + at + 4, length);
  values.push(type === wideText ? decode(raw, 'utf-16le') : ansi(raw));
  return at + 4 + Math.ceil(length / 4) * 4;
}

/** Names of a person's own fields, by the number of the property. */
function readDictionary(view: DataView, from: number, names: Map<number, string>): void {
  let at = from + 4;
  for (let left = Math.min(view.getUint32(from, true), most); left > 0; left--) {
    const length = view.getUint32(at + 4, true);
    if (at + 8 + length > view.byteLength) throw new RangeError('end');
    const name = ansi(new Uint8Array(view.buffer, view.byteOffset + at + 8, length));
    names.set(view.getUint32(at, true), name);
    at += 8 + length;
  }
}

function ansi(raw: Uint8Array): string {
  const end = raw.indexOf(0);
  const bytes = end < 0 ? raw : raw.subarray(0, end);
  return decode(bytes, detectCharset(bytes) ?? 'shift_jis');
}
