/**
 * The body of a request, opened: whatever its format, values are found by path. A body that lies
 * about its type, is broken or hostile gives less, never an error.
 */
import { decodeText } from './decode-text.ts';
import { fieldValues, readJson } from './field-values.ts';
import { addField, type Fields, nestedFields, readForm } from './form.ts';
import { readXml } from './markup.ts';
import { boundaryOf, type Part, readMultipart } from './multipart.ts';

export interface Content {
  /** `none`: no body; `other`: bytes that are none of these. */
  readonly kind: 'none' | 'json' | 'form' | 'multipart' | 'xml' | 'other';
  /** Media type without parameters, lower case; '' where there is none. */
  readonly type: string;
  readonly bytes: Uint8Array;
  readonly files: readonly Part[];
  readonly query: Fields;
  /** The values at a path of the body that are text, numbers or truth values, as text. `?name` is the query's. */
  texts(path: string): string[];
  /** What stands there, whatever it is. */
  values(path: string): unknown[];
  /** Something that says something: not absent, null, false, '', 0 or an empty list. */
  has(path: string): boolean;
}

export interface BodySource {
  readonly contentType: string;
  readonly body: Uint8Array;
  /** Without the question mark. */
  readonly query: string;
}

export function readContent({ contentType, body, query }: BodySource, charset?: string): Content {
  const type = (contentType.split(';', 1)[0] ?? '').trim().toLowerCase();
  // A board reads its own charset, whatever was said; UTF-8 is tried before either.
  const told = charset ?? /charset="?([\w.:-]+)/i.exec(contentType)?.[1];
  const opened = open(body, type, contentType, told);
  const fields = readForm(new TextEncoder().encode(query), charset);
  const named =
    opened.kind === 'form' || opened.kind === 'multipart'
      ? nestedFields(opened.root as Fields)
      : none;
  return { ...lookups(opened.root, fields, named), ...opened, type, bytes: body, query: fields };
}

/** A part of a body that is a body by itself: one write of several. */
export function partOf(root: unknown): Content {
  const bytes = new Uint8Array();
  return { ...lookups(root, none, none), kind: 'json', type: '', bytes, files: [], query: none };
}

const none: Fields = Object.freeze(Object.create(null));

function lookups(
  root: unknown,
  query: Fields,
  named: Fields,
): Pick<Content, 'values' | 'texts' | 'has'> {
  const values = (path: string) =>
    path.startsWith('?')
      ? fieldValues(query, path.slice(1))
      : [...fieldValues(root, path), ...(named[path] ?? [])];
  return {
    values,
    texts: (path) => values(path).flatMap(asText),
    has: (path) => values(path).some(saysSomething),
  };
}

interface Opened {
  readonly kind: Content['kind'];
  readonly root: unknown;
  readonly files: readonly Part[];
}
const nothing = (kind: Content['kind']): Opened => ({ kind, root: null, files: [] });

function open(body: Uint8Array, type: string, header: string, charset?: string): Opened {
  if (body.length === 0) return nothing('none');
  if (/^(?:image|video|audio|font)\//.test(type)) return nothing('other');
  if (type.startsWith('multipart/')) {
    const parts = openMultipart(body, header, charset);
    if (parts !== null) return parts;
  }
  const first = String.fromCharCode(firstByte(body));
  if (first === '{' || first === '[') {
    const root = readJson(withoutMark(decodeText(body, charset)));
    if (root !== undefined) return { kind: 'json', root, files: [] };
  }
  if (type.endsWith('xml') || (first === '<' && type !== 'application/x-www-form-urlencoded')) {
    return { kind: 'xml', root: readXml(decodeText(body, charset)), files: [] };
  }
  if (type === 'application/x-www-form-urlencoded' || looksLikeForm(body)) {
    return { kind: 'form', root: readForm(body, charset), files: [] };
  }
  return (first === '-' ? openMultipart(body, header, charset) : null) ?? nothing('other');
}

/** null where it holds no part at all. */
function openMultipart(body: Uint8Array, header: string, charset?: string): Opened | null {
  const parts = readMultipart(body, boundaryOf(header));
  if (parts.length === 0) return null;
  const fields: Fields = Object.create(null);
  for (const { name, fileName, bytes } of parts) {
    if (fileName === null) addField(fields, name, decodeText(bytes, charset));
  }
  const files = parts.filter(({ fileName }) => fileName !== null);
  return { kind: 'multipart', root: fields, files };
}

/** Whatever type was said: beacons say `text/plain`, and a type may lie. */
function looksLikeForm(body: Uint8Array): boolean {
  return /^[\w.[\]%-]{1,100}=/.test(decodeText(body.subarray(0, 128)));
}

/** Past white space and a byte order mark. */
function firstByte(body: Uint8Array): number {
  const skipped = new Set([0x20, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf]);
  for (const byte of body.subarray(0, 1024)) if (!skipped.has(byte)) return byte;
  return 0;
}

function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

function asText(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'number' || typeof value === 'boolean' ? [String(value)] : [];
}

function saysSomething(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0;
  return value !== undefined && value !== null && value !== '' && value !== false && value !== 0;
}
