/**
 *   body ─┬► pieces: files, bodies that are one content
 *         └► the fields of a form
 * What was said of the type decides how servers read it, so it is followed; what the bytes are is
 * looked at beside it.
 */
import { readDisposition } from '../../../shared/posting/content/disposition.ts';
import { formPairs } from '../../../shared/posting/content/form.ts';
import type { Why } from '../limits.ts';
import { sniff } from '../sniff.ts';
import type { Field } from './field.ts';
import { fieldDecoder } from './form-charset.ts';
import { splitParts } from './split-parts.ts';

export interface Piece {
  readonly kind: 'file' | 'text' | 'raw';
  readonly name: string | null;
  readonly bytes: Uint8Array;
  /** It should have been opened, and could not be. */
  readonly why?: Why;
}

export interface Form {
  readonly fields: readonly Field[];
  /** What is taken for its digest: never a boundary, which is another each time. */
  readonly digested: readonly Uint8Array[];
}

export interface SplitBody {
  readonly pieces: readonly Piece[];
  readonly form: Form | null;
}

export interface BodyHeaders {
  readonly contentType: string;
  readonly contentDisposition?: string;
}

/** More are no form of a person, and are looked at as text. */
const mostFields = 20_000;

export async function splitBody(
  body: Uint8Array,
  { contentType, contentDisposition }: BodyHeaders,
): Promise<SplitBody> {
  if (body.length === 0) return { pieces: [], form: null };
  const type = (contentType.split(';', 1)[0] ?? '').trim().toLowerCase();
  const saysParts = type.startsWith('multipart/');
  if (saysParts || (body[0] === dash && body[1] === dash)) {
    const { pieces, form, isWhole } = await splitParts(body, contentType);
    const isEmpty = pieces.length === 0 && form === null;
    if (isWhole && (saysParts || !isEmpty)) return { pieces, form };
    if (saysParts) return { pieces: [...pieces, unopened(body, 'broken')], form };
  }
  const name = readDisposition(contentDisposition ?? '').fileName;
  if (name !== null) return { pieces: [{ kind: 'file', name, bytes: body }], form: null };
  return type === 'application/x-www-form-urlencoded' || looksLikeForm(body)
    ? splitForm(body, contentType)
    : { pieces: [await wholeBody(body)], form: null };
}

const dash = 0x2d;

async function splitForm(body: Uint8Array, contentType: string): Promise<SplitBody> {
  // Scripts that send something else often forget to say so.
  if (!isPlain(body) || isOpening(body)) {
    const piece = await wholeBody(body);
    if (piece.kind === 'raw' || isOpening(body)) {
      const form =
        body.includes(percent) && piece.kind !== 'raw' ? fieldsOf(body, contentType) : null;
      return { pieces: [piece], form };
    }
  }
  const form = fieldsOf(body, contentType);
  return form === null
    ? { pieces: [unopened(body, 'too-many-entries')], form }
    : { pieces: [], form };
}

/** null where there are too many of them. */
function fieldsOf(body: Uint8Array, contentType: string): Form | null {
  const pairs: { name: Uint8Array; value: Uint8Array }[] = [];
  for (const pair of formPairs(body)) {
    if (pairs.length === mostFields) return null;
    pairs.push(pair);
  }
  const isCharset = ({ name }: { name: Uint8Array }) =>
    name.length === 9 && ascii(name) === '_charset_';
  const charset = pairs.find(isCharset)?.value;
  const told =
    charset === undefined ? /charset="?([\w.:-]+)/i.exec(contentType)?.[1] : ascii(charset);
  const text = fieldDecoder(
    pairs.flatMap(({ name, value }) => [name, value]),
    told,
  );
  const fields = pairs.map(({ name, value }) => ({ name: text(name), value: text(value) }));
  return { fields, digested: [body] };
}

async function wholeBody(body: Uint8Array): Promise<Piece> {
  const { charset } = await sniff(body);
  return { kind: charset === null ? 'raw' : 'text', name: null, bytes: body };
}

function unopened(body: Uint8Array, why: Why): Piece {
  return { kind: 'raw', name: null, bytes: body, why };
}

/** Whatever type was said: beacons say `text/plain`, and a type may lie. */
function looksLikeForm(body: Uint8Array): boolean {
  return (
    /^[\w.[\]%-]{1,100}=/.test(ascii(body.subarray(0, 128))) && isPlain(body) && !hasBreak(body)
  );
}

const percent = 0x25;

function isPlain(body: Uint8Array): boolean {
  return body.every(
    (byte) => (byte >= 0x20 && byte < 0x7f) || byte === 10 || byte === 13 || byte === 9,
  );
}

function hasBreak(body: Uint8Array): boolean {
  return body.includes(10) || body.includes(13) || body.includes(0x20);
}

/** JSON, markup, a PDF: no form begins so. */
function isOpening(body: Uint8Array): boolean {
  return /^\s*(?:[{[<]|%PDF-)/.test(ascii(body.subarray(0, 128)));
}

function ascii(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes.subarray(0, 128));
}
