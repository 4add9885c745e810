/** A body in `application/x-www-form-urlencoded`, in any charset → its fields. */
import { decodeText } from './decode-text.ts';
import { unescapeBytes } from './percent.ts';

/** Field → its values in order. Without a prototype: names come from outside. */
export type Fields = Record<string, string[]>;

/** Name and value, unescaped, in a charset that is not known yet. */
export interface FormPair {
  readonly name: Uint8Array;
  readonly value: Uint8Array;
}

const maximumFields = 20_000;
const ampersand = 0x26;
const equals = 0x3d;

export function readForm(bytes: Uint8Array, charset?: string): Fields {
  const fields: Fields = Object.create(null);
  let count = 0;
  for (const { name, value } of formPairs(bytes)) {
    if (++count > maximumFields) break;
    addField(fields, decodeText(name, charset), decodeText(value, charset));
  }
  return fields;
}

/** In order, however many there are. */
export function* formPairs(bytes: Uint8Array): Generator<FormPair> {
  let start = 0;
  while (start < bytes.length) {
    const next = bytes.indexOf(ampersand, start);
    const end = next < 0 ? bytes.length : next;
    const middle = bytes.subarray(start, end).indexOf(equals);
    const split = middle < 0 ? end : start + middle;
    if (end > start) {
      yield {
        name: unescapeBytes(bytes.subarray(start, split), true),
        value: unescapeBytes(bytes.subarray(Math.min(split + 1, end), end), true),
      };
    }
    start = end + 1;
  }
}

export function addField(fields: Fields, name: string, value: string): void {
  const values = fields[name];
  if (values === undefined) fields[name] = [value];
  else values.push(value);
}

/** `poll[options][0]` and `poll[options][]`, by the path that a body of JSON would have: `poll.options`. */
export function nestedFields(fields: Fields): Fields {
  const nested: Fields = Object.create(null);
  for (const [name, values] of Object.entries(fields)) {
    if (!/^[\w.-]+(?:\[[\w.-]*\])+$/.test(name)) continue;
    const steps = name.replaceAll(']', '').split('[');
    const path = steps.filter((step, i) => i === 0 || !/^\d*$/.test(step)).join('.');
    for (const value of values) addField(nested, path, value);
  }
  return nested;
}
