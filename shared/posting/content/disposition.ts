/** `form-data; name="f"; filename*=UTF-8''%E9%9B%AA.txt` → the names in it, in any spelling. */
import { decodeText } from './decode-text.ts';
import { unescapeBytes } from './percent.ts';

export interface Disposition {
  readonly name: string;
  /** null: no file; '' where it has none to tell. */
  readonly fileName: string | null;
}

/** @param header the value of the field, in one line. What is broken gives what could be read. */
export function readDisposition(header: string): Disposition {
  const found = parameters(header);
  return { name: named(found, 'name') ?? '', fileName: named(found, 'filename') };
}

/** A quote that is never closed ends with the header: looked for once, not from each beginning. */
const parameter =
  /;\s*([\w!#$%&'*+.^`|~-]{1,100})\s*=\s*(?:"((?:[^"\\]|\\[\s\S])*)(?:"|\\?$)|([^;]*))/g;

/** Of a parameter that stands twice the first counts, as in browsers' own parsers. */
function parameters(header: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, key = '', quoted, plain = ''] of `;${header}`.matchAll(parameter)) {
    const value = quoted === undefined ? plain.trim() : unquoted(quoted);
    if (!found.has(key.toLowerCase())) found.set(key.toLowerCase(), value);
  }
  return found;
}

/** Mail programs escape by a backslash; browsers write these three as escapes, and a backslash as itself. */
function unquoted(text: string): string {
  return text
    .replace(/\\(["\\])/g, '$1')
    .replace(/%(22|0D|0A)/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
}

/** RFC 5987 before RFC 2231's pieces before the plain form. */
function named(found: ReadonlyMap<string, string>, key: string): string | null {
  const extended = found.get(`${key}*`);
  if (extended !== undefined) return extendedText(extended);
  return pieces(found, key) ?? found.get(key) ?? null;
}

/** `UTF-8'ja'%E9%9B%AA` */
function extendedText(text: string): string {
  const [, charset = '', escaped = text] = /^([\w-]{0,40})'[^']{0,40}'([\s\S]*)$/.exec(text) ?? [];
  return decodeText(unescaped(escaped), charset === '' ? undefined : charset);
}

const mostPieces = 100;

/** `filename*0*=UTF-8''%E9; filename*1*=%9B%AA; filename*2=.txt` */
function pieces(found: ReadonlyMap<string, string>, key: string): string | null {
  const bytes: number[] = [];
  let charset: string | undefined;
  for (let at = 0; at < mostPieces; at++) {
    const escaped = found.get(`${key}*${at}*`);
    const piece = escaped ?? found.get(`${key}*${at}`);
    if (piece === undefined) break;
    const [, name, rest] = (at === 0 && /^([\w-]{0,40})'[^']{0,40}'([\s\S]*)$/.exec(piece)) || [];
    charset ??= name;
    const text = rest ?? piece;
    bytes.push(...(escaped === undefined ? new TextEncoder().encode(text) : unescaped(text)));
  }
  return bytes.length === 0 ? null : decodeText(Uint8Array.from(bytes), charset || undefined);
}

function unescaped(text: string): Uint8Array {
  return unescapeBytes(new TextEncoder().encode(text), false);
}
