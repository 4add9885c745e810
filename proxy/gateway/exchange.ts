/**
 * browser ─one bare request→ gateway ─→ a checked address, and its answer back, framed by ourselves:
 * what forward.ts does by http-proxy for every other request, without two parsers and four streams.
 */
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { type AnswerBody, answerBody } from './answer-body.ts';
import { type AnswerHead, readAnswerHead } from './answer-head.ts';
import type { BareHead } from './bare-head.ts';
import type { Passage } from './forward.ts';
import { connectionOptions, isOfOneHop } from './hop-headers.ts';
import type { KeptUpstream, KeptUpstreams } from './kept-upstreams.ts';
import { failureOf, GatewayError } from './statuses.ts';

/** What the browser's connection does about it. */
export interface Exchange {
  /** What was written has gone: more may follow. */
  onDrain(): void;
  /** The browser has left. */
  onGone(): void;
}

export interface ExchangeWith {
  readonly upstreams: KeptUpstreams;
  readonly person: Socket;
  /** The fields of our own connection with the browser, each with its line end. */
  readonly connection: string;
  /** The answer has been handed over, and the connection is free for the next request. */
  readonly onAnswered: () => void;
}

const lastChunk = '0\r\n\r\n';
const forgotten: ReadonlySet<unknown> = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED']);
const codeOf = (error: Error) => (error as NodeJS.ErrnoException).code;
const unclear = () => new GatewayError('UNCLEAR_ANSWER');

export function startExchange(request: BareHead, passage: Passage, w: ExchangeWith): Exchange {
  const { person, upstreams } = w;
  const { address, destination } = passage;
  const head = requestText(request, passage);
  let upstream: KeptUpstream;
  let answer: AnswerHead | null = null;
  let body: AnswerBody | null = null;
  let begun: Buffer | null = null;
  let bytesDown = 0;
  let isOver = false;

  function attempt(isFresh: boolean): void {
    begun = null;
    upstream = upstreams.take(address, destination, { onData, onEnd, onError }, isFresh);
    upstream.send(head);
  }

  function onData(chunk: Buffer): void {
    bytesDown += chunk.length;
    if (body !== null) goOn(body, chunk, '');
    else readHead(begun === null ? chunk : Buffer.concat([begun, chunk]));
  }

  function readHead(bytes: Buffer): void {
    const read = readAnswerHead(bytes, request.method);
    if (read === 'more') {
      // The next read goes into the same memory.
      begun = Buffer.from(bytes);
      return;
    }
    if (read === 'unclear') {
      fail(unclear());
      return;
    }
    const rest = bytes.subarray(read.size);
    // An answer before the answer (RFC 9110, 15.2).
    if (read.status < 200) {
      begun = null;
      if (rest.length > 0) readHead(rest);
      return;
    }
    answer = read;
    body = answerBody(read.framing);
    goOn(body, rest, answerText(read, w.connection));
  }

  /** @param before goes ahead of the content */
  function goOn(own: AnswerBody, bytes: Buffer, before: string): void {
    const { pieces, state } = own.read(bytes);
    // Nothing has gone yet, and nothing of it will.
    if (state === 'broken' && before !== '') answer = null;
    if (state === 'broken') {
      fail(unclear());
      return;
    }
    if (state === 'more') {
      const out = framed(before, pieces, false);
      if (out.length > 0 && !person.write(out)) upstream.pause();
      return;
    }
    finish(framed(before, pieces, true), state === 'over' ? 0 : (answer?.keepsMs ?? 0));
  }

  function framed(before: string, pieces: readonly Buffer[], isLast: boolean): Buffer {
    const by = answer?.framing.by;
    const isChunked = by === 'chunks' || by === 'close';
    const length = pieces.reduce((sum, { length }) => sum + length, 0);
    const open = isChunked && length > 0 ? `${length.toString(16)}\r\n` : '';
    const close = `${open === '' ? '' : '\r\n'}${isChunked && isLast ? lastChunk : ''}`;
    // One buffer makes one TLS record.
    const start = before + open;
    const out = Buffer.allocUnsafe(start.length + length + close.length);
    let at = out.write(start, 0, 'latin1');
    for (const piece of pieces) at += piece.copy(out, at);
    out.write(close, at, 'latin1');
    return out;
  }

  function finish(out: Buffer, keepMs: number): void {
    isOver = true;
    upstream.release(keepMs);
    const status = answer?.status ?? null;
    person.write(out, (error) => {
      const end = error ? 'aborted' : 'closed';
      passage.onEnd({ end, status, bytesUp: head.length, bytesDown }, true);
    });
    w.onAnswered();
  }

  function onEnd(): void {
    if (body?.endsByClose) finish(framed('', [], true), 0);
    else onError(new GatewayError('ECONNABORTED'));
  }

  function onError(error: Error): void {
    // The server forgot the connection in the very moment in which it was asked.
    if (bytesDown === 0 && upstream.isReused && forgotten.has(codeOf(error))) attempt(true);
    else fail(error);
  }

  function fail(error: unknown): void {
    if (isOver) return;
    isOver = true;
    upstream.destroy();
    const failure = failureOf(error);
    const { code, status, upstreamStatus = status } = failure;
    const isBegun = answer !== null;
    if (isBegun) person.destroy();
    else passage.onFailure(failure);
    const known = isBegun ? (answer?.status ?? null) : upstreamStatus;
    passage.onEnd({ end: code, status: known, bytesUp: head.length, bytesDown }, true);
  }

  attempt(false);
  return {
    onDrain() {
      if (!isOver) upstream.resume();
    },
    onGone() {
      if (isOver) return;
      isOver = true;
      upstream.destroy();
      const status = answer?.status ?? null;
      passage.onEnd({ end: 'aborted', status, bytesUp: head.length, bytesDown }, true);
    },
  };
}

/** What was decided is what is asked for: the canonical path. */
function requestText({ method, headers }: BareHead, { destination }: Passage): string {
  const { path, query } = destination;
  const target = query === '' ? path : `${path}?${query}`;
  if (!/^\/[!-~]*$/.test(target)) throw new Error('no target of a request');
  const listed = connectionOptions(headers.connection);
  let text = `${method} ${target} HTTP/1.1\r\n`;
  for (const name in headers) {
    if (!isOfOneHop(name, listed)) text += `${name}: ${headers[name]}\r\n`;
  }
  return `${text}connection: keep-alive\r\n\r\n`;
}

function answerText({ status, reason, fields, isDated, framing }: AnswerHead, connection: string) {
  // Only the barrier itself may ask the browser for its credential.
  const start = status === 407 ? `502 ${STATUS_CODES[502]}` : `${status} ${reason}`;
  // RFC 9110, 6.6.1.
  const date = isDated ? '' : `Date: ${dateText(Date.now())}\r\n`;
  const isChunked = framing.by === 'chunks' || framing.by === 'close';
  const chunked = isChunked ? 'Transfer-Encoding: chunked\r\n' : '';
  return `HTTP/1.1 ${start}\r\n${fields}${date}${chunked}${connection}\r\n`;
}

let dateOf = Number.NaN;
let date = '';

/** Its smallest part is a second. */
function dateText(now: number): string {
  const second = Math.floor(now / 1_000);
  if (second !== dateOf) {
    date = new Date(now).toUTCString();
    dateOf = second;
  }
  return date;
}
