/**
 * One stream of HTTP/2 as the request that it is: what judges and forwards requests knows no other
 * kind. Its body ends only where the browser ended it; a stream that was reset never looks whole.
 */
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { constants, type ServerHttp2Stream } from 'node:http2';
import { Readable } from 'node:stream';
import { streamFieldsProblem } from './framing.ts';

export type ReadStream =
  | { readonly ok: true; readonly request: IncomingMessage }
  | { readonly ok: false; readonly problem: 'ambiguous' | 'too-many-fields' };

type StreamHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** @param rawHeaders as they came, pseudo-header fields (`:method`) among them */
export function readStreamRequest(
  stream: ServerHttp2Stream,
  headers: StreamHeaders,
  rawHeaders: readonly string[],
): ReadStream {
  const { ':method': method, ':scheme': scheme, ':path': path, ':authority': authority } = headers;
  const { host = authority } = headers;
  const fields = withoutPseudo(rawHeaders);
  const problem = streamFieldsProblem(fields);
  if (problem !== null) return { ok: false, problem };
  if (
    typeof method !== 'string' ||
    typeof path !== 'string' ||
    typeof host !== 'string' ||
    scheme !== 'https' ||
    method === 'CONNECT' ||
    !/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,40}$/.test(method) ||
    // Two names of one host: whoever is behind might go by either.
    (authority !== undefined && authority !== host)
  ) {
    return { ok: false, problem: 'ambiguous' };
  }
  const hasBody = !stream.endAfterHeaders;
  const own: IncomingHttpHeaders = { ...travelling(headers), host };
  // What has no length here has chunks on its way further.
  if (hasBody && own['content-length'] === undefined) own['transfer-encoding'] = 'chunked';
  // Without a body it has no other length than none.
  if (!hasBody && Number(own['content-length'] ?? 0) > 0)
    return { ok: false, problem: 'ambiguous' };
  const about = { method, url: path, headers: own, rawHeaders: [...fields, 'host', host] };
  const request = Object.assign(new StreamBody(stream), about, {
    httpVersion: '2.0',
    httpVersionMajor: 2,
    httpVersionMinor: 0,
    socket: stream,
  });
  return { ok: true, request: request as unknown as IncomingMessage };
}

function withoutPseudo(raw: readonly string[]): string[] {
  const fields: string[] = [];
  for (let at = 0; at < raw.length; at += 2) {
    const name = raw[at] as string;
    if (!name.startsWith(':')) fields.push(name, raw[at + 1] as string);
  }
  return fields;
}

function travelling(headers: StreamHeaders): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith(':')));
}

class StreamBody extends Readable {
  readonly #stream: ServerHttp2Stream;
  /** The browser has sent all of it. */
  complete = false;

  constructor(stream: ServerHttp2Stream) {
    super({ autoDestroy: false });
    this.#stream = stream;
    stream.pause();
    stream.on('data', (chunk: Buffer) => {
      if (!this.push(chunk)) stream.pause();
    });
    stream.once('end', () => {
      if (stream.endAfterHeaders) this.#finish(true);
      // A stream that was reset ends as well, and which it was is told only behind the frame.
      else setImmediate(() => this.#finish(hasAll(stream)));
    });
    stream.once('aborted', () => this.destroy());
    stream.once('close', () => this.destroy());
  }

  #finish(isWhole: boolean): void {
    this.complete = isWhole;
    if (isWhole) this.push(null);
    else this.destroy();
  }

  override _read(): void {
    this.#stream.resume();
  }
}

function hasAll(stream: ServerHttp2Stream): boolean {
  if (stream.aborted || stream.destroyed) return false;
  const { state } = stream.state;
  return state === constants.NGHTTP2_STREAM_STATE_HALF_CLOSED_REMOTE;
}
