/**
 * The head of an answer: what of it goes on, and how its body is framed. As strict as llhttp and
 * framing.ts together: what could be read in two ways is no answer.
 */
import { isAmbiguousAnswer } from './framing.ts';
import { connectionOptions, staysHere } from './hop-headers.ts';

export interface AnswerHead {
  readonly status: number;
  /** Of the status line. */
  readonly reason: string;
  /** The fields that go on, each with its line end, without the framing of chunks. */
  readonly fields: string;
  readonly isDated: boolean;
  readonly framing: Framing;
  /** Milliseconds that the connection may wait for the next request; 0: it may not. */
  readonly keepsMs: number;
  /** Bytes of this head. */
  readonly size: number;
}

export type Framing =
  | { readonly by: 'nothing' }
  | { readonly by: 'length'; readonly bytes: number }
  | { readonly by: 'chunks' }
  | { readonly by: 'close' };

export const mostHeadBytes = 16_384;
const mostFields = 1_000;
/** Shorter than the five seconds after which common servers close. */
const normalKeepMs = 4_000;

const end = Buffer.from('\r\n\r\n');
const start = /HTTP\/1\.([01]) (\d{3})(?: ([\t -~\x80-\xff]*))?\r\n/y;
const field = /[!#$%&'*+.^_`|~0-9A-Za-z-]+:[\t -~\x80-\xff]*\r\n/y;

/** Of these the first counts (node:http). */
const once = new Set([
  'age',
  'content-type',
  'etag',
  'expires',
  'last-modified',
  'location',
  'retry-after',
  'server',
]);

const nothing: Framing = { by: 'nothing' };
const chunks: Framing = { by: 'chunks' };
const close: Framing = { by: 'close' };

/** @param method of the request @returns `more` where the head is not whole yet */
export function readAnswerHead(bytes: Buffer, method: string): AnswerHead | 'more' | 'unclear' {
  const at = bytes.indexOf(end);
  if (at < 0) return bytes.length < mostHeadBytes ? 'more' : 'unclear';
  if (at > mostHeadBytes) return 'unclear';
  const text = bytes.toString('latin1', 0, at + 2);
  start.lastIndex = 0;
  const [, minor, code, reason = ''] = start.exec(text) ?? [];
  const status = Number(code);
  // Nobody asked for another protocol.
  if (code === undefined || status < 100 || status === 101) return 'unclear';
  const raw = rawFields(text, start.lastIndex);
  if (raw === null || isAmbiguousAnswer(`1.${minor}`, raw)) return 'unclear';
  const read = travellingFields(raw, status);
  return {
    status,
    reason,
    fields: read.fields,
    isDated: read.isDated,
    framing: framingOf(read, status, method),
    keepsMs: keepsMs(read, minor === '1'),
    size: at + end.length,
  };
}

function rawFields(text: string, from: number): string[] | null {
  const raw: string[] = [];
  for (let at = from; at < text.length; at = field.lastIndex) {
    field.lastIndex = at;
    if (!field.test(text) || raw.length > mostFields * 2) return null;
    const colon = text.indexOf(':', at);
    raw.push(text.slice(at, colon), trimmed(text, colon + 1, field.lastIndex - 2));
  }
  return raw;
}

/** Blanks and tabs alone: trim() takes bytes of UTF-8 for blanks. */
function trimmed(text: string, from: number, to: number): string {
  let [start, end] = [from, to];
  while (start < end && isBlank(text.charCodeAt(start))) start++;
  while (start < end && isBlank(text.charCodeAt(end - 1))) end--;
  return text.slice(start, end);
}

const isBlank = (code: number) => code === 32 || code === 9;

interface ReadFields {
  fields: string;
  isDated: boolean;
  length: number | null;
  isChunked: boolean;
  connection: ReadonlySet<string>;
  keepAlive: string;
}

const none: ReadonlySet<string> = new Set();

function travellingFields(raw: readonly string[], status: number): ReadFields {
  const read: ReadFields = {
    fields: '',
    isDated: false,
    length: null,
    isChunked: false,
    connection: none,
    keepAlive: '',
  };
  const seen = new Set<string>();
  const keys = raw.map((each, i) => (i % 2 === 0 ? each.toLowerCase() : ''));
  for (let i = 0; i < raw.length; i += 2) {
    if (keys[i] !== 'connection') continue;
    read.connection = new Set([...read.connection, ...connectionOptions(raw[i + 1])]);
  }
  for (let i = 0; i < raw.length; i += 2) {
    const key = keys[i] as string;
    const value = raw[i + 1] as string;
    if (key === 'transfer-encoding') read.isChunked = true;
    else if (key === 'content-length') read.length = Number(value);
    else if (key === 'keep-alive') read.keepAlive = value;
    else if (key === 'date') read.isDated = true;
    if (staysHere(key, read.connection) || (once.has(key) && seen.has(key))) continue;
    // It has none (RFC 9110, 8.6).
    if (key === 'content-length' && status === 204) continue;
    seen.add(key);
    read.fields += `${raw[i]}: ${value}\r\n`;
  }
  return read;
}

function framingOf({ length, isChunked }: ReadFields, status: number, method: string): Framing {
  if (method === 'HEAD' || status < 200 || status === 204 || status === 304) return nothing;
  if (isChunked) return chunks;
  return length === null ? close : { by: 'length', bytes: length };
}

function keepsMs({ connection, keepAlive }: ReadFields, isPersistent: boolean): number {
  if (connection.has('close') || !(isPersistent || connection.has('keep-alive'))) return 0;
  const seconds = /\btimeout=(\d{1,6})\b/i.exec(keepAlive)?.[1];
  // A second less: else the next request may meet the closing.
  if (seconds === undefined) return normalKeepMs;
  return Math.max(0, Math.min(normalKeepMs, (Number(seconds) - 1) * 1_000));
}
