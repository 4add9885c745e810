/** A body in `multipart/…` (RFC 2046, RFC 7578) → its parts. What is broken gives what could be read. */
import { decodeText } from './decode-text.ts';
import { readDisposition } from './disposition.ts';

export interface Part {
  readonly name: string;
  /** null: a field; else a file. */
  readonly fileName: string | null;
  readonly type: string | null;
  readonly bytes: Uint8Array;
}

export interface MultipartPart extends Part {
  /** All header fields as they stand, each in one line. */
  readonly headers: string;
}

export interface Multipart {
  readonly parts: readonly MultipartPart[];
  /** Every byte belongs to a part or to what separates them, and no reader could split it otherwise. */
  readonly isWhole: boolean;
}

const maximumParts = 5_000;
const maximumHeader = 16_384;

/** @param boundary null where the header names none: then the first line is taken for it */
export function readMultipart(body: Uint8Array, boundary: string | null): readonly Part[] {
  return splitMultipart(body, boundary).parts;
}

/** The boundary that `Content-Type` names. */
export function boundaryOf(contentType: string): string | null {
  const found = /boundary=(?:"([^"]{1,200})"|([^\s;"]{1,200}))/i.exec(contentType);
  return found?.[1] ?? found?.[2] ?? null;
}

/** @param decodeHeaders of the bytes of a part's header */
export function splitMultipart(
  body: Uint8Array,
  boundary: string | null,
  decodeHeaders: (bytes: Uint8Array) => string = decodeText,
): Multipart {
  const mark = delimiter(body, boundary);
  if (mark === null) return { parts: [], isWhole: false };
  const parts: MultipartPart[] = [];
  const separators = findSeparators(body, mark);
  let { isWhole } = separators;
  for (const [index, { end, isLast }] of separators.found.entries()) {
    if (isLast) {
      isWhole &&= isBlank(body.subarray(end));
      return { parts, isWhole };
    }
    const next = separators.found[index + 1]?.start ?? body.length;
    const part = readPart(body.subarray(end, next), decodeHeaders);
    if (part !== null) parts.push(part);
    isWhole &&= part !== null && isHeader(part.headers);
  }
  // No last one: cut, or never ended.
  return { parts, isWhole: false };
}

function delimiter(body: Uint8Array, boundary: string | null): Uint8Array | null {
  if (boundary !== null && boundary !== '') return new TextEncoder().encode(`--${boundary}`);
  const line = new TextDecoder('utf-8').decode(body.subarray(0, 256)).split(/\r?\n/, 1)[0] ?? '';
  // A body of no part at all is its last separator.
  return /^--[!-~]{1,200}$/.test(line) ? new TextEncoder().encode(line.replace(/--$/, '')) : null;
}

interface Separator {
  readonly start: number;
  /** Before the line break, which belongs to the header. */
  readonly end: number;
  readonly isLast: boolean;
}

/** At the beginning of a line and alone in it; anywhere else readers do not agree. */
function findSeparators(body: Uint8Array, mark: Uint8Array) {
  const found: Separator[] = [];
  const next = searchFor(mark);
  let isWhole = true;
  for (let at = next(body, 0); at >= 0; at = next(body, at + mark.length)) {
    const end = at + mark.length;
    const isLast = body[end] === dash && body[end + 1] === dash;
    if ((at > 0 && body[at - 1] !== feed) || !(isLast || isLineEnd(body, end))) {
      isWhole = false;
      continue;
    }
    if (found.length === 0) isWhole &&= isBlank(body.subarray(0, at));
    if (found.length === maximumParts && !isLast) return { found, isWhole: false };
    found.push({ start: at, end: isLast ? end + 2 : end, isLast });
    if (isLast) break;
  }
  return { found, isWhole };
}

const dash = 0x2d;
const feed = 0x0a;
const blanks = new Set([0x20, 0x09, 0x0d, feed]);

function isLineEnd(body: Uint8Array, from: number): boolean {
  let at = from;
  while (body[at] === 0x20 || body[at] === 0x09) at++;
  return at >= body.length || body[at] === feed || (body[at] === 0x0d && body[at + 1] === feed);
}

function isBlank(bytes: Uint8Array): boolean {
  return bytes.length <= maximumHeader && bytes.every((byte) => blanks.has(byte));
}

function readPart(
  bytes: Uint8Array,
  decodeHeaders: (bytes: Uint8Array) => string,
): MultipartPart | null {
  const head = bytes.subarray(0, maximumHeader);
  const [end = -1] = [findLfCrLf(head, 0), findLfLf(head, 0)]
    .filter((at) => at >= 0)
    .sort((a, b) => a - b);
  if (end < 0) return null;
  const content = end + (head[end + 1] === feed ? 2 : 3);
  const lines = head.subarray(0, head[end - 1] === 0x0d ? end - 1 : end);
  // A long header field goes on in lines that begin with a space.
  const headers = decodeHeaders(lines).replace(/\r?\n[ \t]+/g, ' ');
  return {
    ...readDisposition(headerField(headers, 'content-disposition') ?? ''),
    type: /^[^\s;]+/.exec(headerField(headers, 'content-type') ?? '')?.[0].toLowerCase() ?? null,
    bytes: withoutLastBreak(bytes.subarray(content)),
    headers,
  };
}

/** Fields alone: what else stands there may be content to another reader. */
function isHeader(headers: string): boolean {
  return headers
    .split(/\r?\n/)
    .every((line) => /^[ \t]*$|^[!-9;-~]+[ \t]*:/.test(line) && !/\p{Cc}/u.test(plain(line)));
}

/** Without the tab, and ESC of text in ISO-2022-JP. */
const plain = (line: string) => line.replaceAll('\t', '').replaceAll('\u001b', '');

/** The value of a header field of a part, or null. */
export function headerField(headers: string, name: string): string | null {
  return new RegExp(`^${name}[ \\t]*:([^\\r\\n]*)`, 'im').exec(headers)?.[1]?.trim() ?? null;
}

function withoutLastBreak(bytes: Uint8Array): Uint8Array {
  if (bytes.at(-1) !== feed) return bytes;
  return bytes.subarray(0, bytes.length - (bytes.at(-2) === 0x0d ? 2 : 1));
}

/** Horspool's search: of a long boundary most bytes are never looked at. */
function searchFor(wanted: Uint8Array): (body: Uint8Array, from: number) => number {
  const last = wanted.length - 1;
  const skips = new Uint32Array(256).fill(wanted.length);
  for (let i = 0; i < last; i++) skips[wanted[i] ?? 0] = last - i;
  return (body, from) => {
    let at = from;
    while (at + last < body.length) {
      let i = last;
      while (i >= 0 && body[at + i] === wanted[i]) i--;
      if (i < 0) return at;
      at += skips[body[at + last] ?? 0] ?? 1;
    }
    return -1;
  };
}

const findLfCrLf = searchFor(new Uint8Array([10, 13, 10]));
const findLfLf = searchFor(new Uint8Array([10, 10]));
