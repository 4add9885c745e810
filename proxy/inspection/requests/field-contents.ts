/**
 *   fields ─► text parts, each with its name as the words before it
 *          └► content that stands in a field: Base64, markup, JSON, a pasted table
 */
import { type Part, type Place, tablePart } from '../../../shared/detection/part.ts';
import { unescapeBytes } from '../../../shared/posting/content/percent.ts';
import { base64Content, shortestBase64 } from '../extractors/base64.ts';
import { shownName } from '../extractors/office-package.ts';
import { splitNumbers } from '../split-numbers.ts';
import type { Field } from './field.ts';

export type FieldContent =
  | { readonly part: Part }
  | { readonly place: Place; readonly bytes: Uint8Array };

/** So many fields are told by their names, more by their number. */
const toldByName = 100;

/** @param isTyped by a person: then a field that is all there is counts as alone */
export async function* fieldContents(
  fields: readonly Field[],
  isTyped: boolean,
): AsyncGenerator<FieldContent> {
  const filled = fields.filter(({ value }) => value !== '');
  const alone = isTyped && filled.length === 1 && fields.length === 1;
  for (const [index, field] of fields.entries()) {
    const place = placeOf(field.name, index, fields.length);
    // A name may carry what a value is expected to.
    if (/(?:\p{Nd}.?){10}/u.test(field.name)) yield labelled('', field.name, place, false);
    else if (field.value === '' && field.name !== '') yield labelled('', field.name, place, false);
    if (field.value === '') continue;
    const value = unescapedAgain(field.value);
    const bytes = await contentOf(value);
    if (bytes !== null) yield { place, bytes };
    else yield labelled(field.name, value, place, alone);
  }
  for (const { name, value } of splitNumbers(filled)) {
    yield labelled(name, value, fields.length > toldByName ? {} : placeOf(name, 0, 1), false);
  }
  const repeated = columnsOf(filled);
  if (repeated !== null) yield { part: { ...tablePart(repeated), repeats: true } };
}

/** Names hold digits too: `line` is the number of the field where there are many. */
function placeOf(name: string, index: number, count: number): Place {
  if (count > toldByName) return { line: index + 1 };
  return name === '' ? {} : { entry: [shownName(name)] };
}

/** Its hexadecimal digits in groups may look like a number. */
const uuid = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/gi;

function labelled(name: string, value: string, place: Place, alone: boolean): FieldContent {
  const before = name === '' ? '' : `${labelOf(name)}: `;
  return { part: { form: 'text', text: value.replace(uuid, ' '), place, before, alone } };
}

/** `applicant[myNumber]` → `applicant my Number` */
export function labelOf(name: string): string {
  return name
    .slice(0, 200)
    .replace(/(\p{Ll})(?=\p{Lu})/gu, '$1 ')
    .replace(/[_.[\]-]+/g, ' ')
    .trim();
}

const number = /(?:\p{Nd}[ \-_.・/]?){12}/u;

/** Some scripts escape what is escaped on the way: once more is looked at. */
function unescapedAgain(value: string): string {
  if (!/%[0-9a-f]{2}/i.test(value)) return value;
  const bytes = unescapeBytes(encoder.encode(value), false);
  const again = new TextDecoder('utf-8').decode(bytes);
  // `50%123456…` was no escape: a number would lose its first digits.
  return number.test(value) && !number.test(again) ? value : again;
}

const encoder = new TextEncoder();

/** What is better read as what it is; null: a text like any other. */
async function contentOf(value: string): Promise<Uint8Array | null> {
  if (value.length < 20) return null;
  const isDocument =
    /^\s*</.test(value) ||
    (/^\s*[{[]/.test(value) && /\\u[0-9a-f]{4}|[\w+/-]{16}|\}\s*,\s*\{/i.test(value)) ||
    (value.length > 200 && /(?:\n[^\n]*){3}/.test(value));
  if (value.length >= shortestBase64) {
    // A plus of Base64 that nobody escaped arrives as a space.
    const base64 = await base64Content(/[\r\n]/.test(value) ? value : value.replaceAll(' ', '+'));
    if (base64 !== null) return base64;
  }
  return isDocument ? encoder.encode(value) : null;
}

/** Fields that stand there again and again are the columns of a table. */
function columnsOf(fields: readonly Field[]): string[][] | null {
  const columns = new Map<string, string[]>();
  for (const { name, value } of fields) {
    const stem = labelOf(name.replace(/\d+/g, ''));
    const column = columns.get(stem);
    if (column === undefined) columns.set(stem, [value]);
    else column.push(value);
  }
  const repeated = [...columns].filter(([, values]) => values.length >= 3).slice(0, 200);
  const longest = repeated.reduce((most, [, values]) => Math.max(most, values.length), 0);
  if (longest === 0) return null;
  const rows = Array.from({ length: longest }, (_, at) =>
    repeated.map(([, values]) => values[at] ?? ''),
  );
  return [repeated.map(([stem]) => stem), ...rows];
}
