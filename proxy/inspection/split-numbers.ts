/** Numbers typed into several fields: `mynumber1=1234&mynumber2=5678&mynumber3=9012`. */
import type { Field } from './requests/field.ts';

/** Of an Individual Number. */
const wanted = 12;
const digits = /^\p{Nd}{1,11}$/u;
/** Characters that the names must share: what they share is the label. */
const shortestName = 2;

/** Fields in a row that have twelve digits together, and what their names share. */
export function splitNumbers(fields: readonly Field[]): Field[] {
  const found: Field[] = [];
  for (let from = 0; from < fields.length; from++) {
    const window: string[] = [];
    let name = fields[from]?.name ?? '';
    let length = 0;
    for (let at = from; at < fields.length && length < wanted; at++) {
      const { name: next, value } = fields[at] ?? { name: '', value: '' };
      name = sharedStart(name, next);
      if (name.length < shortestName || !digits.test(value.trim())) break;
      window.push(value.trim());
      length += [...value.trim()].length;
    }
    // A tab stands between two cells: such a number needs its keyword.
    if (length === wanted && window.length > 1) found.push({ name, value: window.join('\t') });
  }
  return found;
}

function sharedStart(a: string, b: string): string {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return a.slice(0, length);
}
