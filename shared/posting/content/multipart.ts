/** A body in `multipart/form-data` (RFC 7578) → its parts. What is broken gives what could be read. */
import { decodeText } from './decode-text.ts';

export interface Part {
  readonly name: string;
  /** null: a field; else a file. */
  readonly fileName: string | null;
  readonly type: string | null;
  readonly bytes: Uint8Array;
}

const maximumParts = 5_000;
const maximumHeader = 16_384;

/** @param boundary null where the header names none: then the first line is taken for it */
export function readMultipart(body: Uint8Array, boundary: string | null): Part[] {
  const mark = delimiter(body, boundary);
  if (mark === null) return [];
  const parts: Part[] = [];
  let start = find(body, mark, 0);
  while (start >= 0 && parts.length < maximumParts) {
    const head = start + mark.length;
    if (body[head] === 0x2d && body[head + 1] === 0x2d) break;
    const next = find(body, mark, head);
    const part = readPart(body.subarray(head, next < 0 ? body.length : next));
    if (part !== null) parts.push(part);
    start = next;
  }
  return parts;
}

function delimiter(body: Uint8Array, boundary: string | null): Uint8Array | null {
  if (boundary !== null && boundary !== '') return new TextEncoder().encode(`--${boundary}`);
  const line = new TextDecoder('utf-8').decode(body.subarray(0, 256)).split(/\r?\n/, 1)[0] ?? '';
  return /^--[!-~]{1,200}$/.test(line) ? new TextEncoder().encode(line) : null;
}

function readPart(bytes: Uint8Array): Part | null {
  const head = bytes.subarray(0, maximumHeader);
  const ends = [find(head, crlf2, 0), find(head, lf2, 0)];
  const [end = -1] = ends.filter((at) => at >= 0).sort((a, b) => a - b);
  if (end < 0) return null;
  const gap = end === ends[0] ? crlf2.length : lf2.length;
  const headers = decodeText(head.subarray(0, end));
  const disposition = /^content-disposition:([^\n]*)$/im.exec(headers)?.[1] ?? '';
  return {
    name: parameter(disposition, 'name') ?? '',
    fileName: extendedName(disposition) ?? parameter(disposition, 'filename'),
    type: /^content-type:\s*([^\s;]+)/im.exec(headers)?.[1]?.toLowerCase() ?? null,
    bytes: withoutLastBreak(bytes.subarray(end + gap)),
  };
}

const crlf2 = new Uint8Array([13, 10, 13, 10]);
const lf2 = new Uint8Array([10, 10]);

function parameter(disposition: string, name: string): string | null {
  const found = new RegExp(`(?:^|;)\\s*${name}=(?:"([^"]*)"|([^\\s;]*))`, 'i').exec(disposition);
  return found === null ? null : (found[1] ?? found[2] ?? '');
}

/** `filename*=UTF-8''%E5…` */
function extendedName(disposition: string): string | null {
  const text = /;\s*filename\*=utf-8''([^\s;]*)/i.exec(disposition)?.[1];
  if (text === undefined) return null;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function withoutLastBreak(bytes: Uint8Array): Uint8Array {
  if (bytes.at(-1) !== 10) return bytes;
  return bytes.subarray(0, bytes.length - (bytes.at(-2) === 13 ? 2 : 1));
}

/** Horspool's search: of a long boundary most bytes are never looked at. */
function find(body: Uint8Array, wanted: Uint8Array, from: number): number {
  const last = wanted.length - 1;
  const skips = new Uint32Array(256).fill(wanted.length);
  for (let i = 0; i < last; i++) skips[wanted[i] ?? 0] = last - i;
  let at = from;
  while (at + last < body.length) {
    let i = last;
    while (i >= 0 && body[at + i] === wanted[i]) i--;
    if (i < 0) return at;
    at += skips[body[at + last] ?? 0] ?? 1;
  }
  return -1;
}
