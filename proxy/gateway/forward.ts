/**
 * browser ─request→ gateway ─request→ a checked address, by http-proxy (this file alone imports it),
 * or through the proxy above this one (way-out.ts).
 * What http-proxy leaves open is closed here: fields of one hop, answers cut off, sockets left over.
 */
import type {
  ClientRequest,
  IncomingHttpHeaders,
  IncomingMessage,
  ServerResponse,
} from 'node:http';
import type { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import type { SecureContext } from 'node:tls';
import { ProxyServer } from 'http-proxy';
import { isParentsOwn, parentProblem } from './connect-answer.ts';
import { isAmbiguousAnswer } from './framing.ts';
import { answerHeaders, travellingHeaders, withoutOurs } from './hop-headers.ts';
import type { ParentProxy } from './parent-proxy.ts';
import type { ReadSocket, WebSocketReading } from './read-websocket.ts';
import type { OutcomeFacts } from './recorder.ts';
import { type Resent, resend } from './resend.ts';
import { type Failure, failureOf, GatewayError } from './statuses.ts';
import { createWaysOut, failureThrough, isAbsolute, type Leaving } from './way-out.ts';

/** A request that was let through, on its way. */
export interface Passage extends Leaving {
  /** What was held of the body; absent: as it comes. */
  readonly body?: Readable;
  /** Requests that go on first, in this order: the parts of a file that this one ends. */
  readonly before?: readonly (() => Promise<Resent>)[];
  /** The messages of a WebSocket are read on the way: nothing in them may be compressed. */
  readonly messages?: WebSocketReading;
  /** As it comes, before anything of it goes on. */
  readonly onAnswer?: (answer: IncomingMessage) => void;
  readonly onFailure: (failure: Failure) => void;
  /** Called once, when everything is over. @param isSent nothing refers to `body` any more */
  readonly onEnd: (outcome: OutcomeFacts, isSent: boolean) => void;
}

export interface Forward extends Disposable {
  web(req: IncomingMessage, res: ServerResponse, passage: Passage): void;
  upgrade(req: IncomingMessage, person: Socket | ReadSocket, head: Buffer, passage: Passage): void;
}

export interface ForwardOptions {
  readonly connectMs: number;
  readonly idleMs: number;
  readonly trust: () => SecureContext;
  readonly parent: ParentProxy;
}

interface Underway {
  readonly passage: Passage;
  readonly headers: IncomingHttpHeaders;
  onUpgradeRequest: (request: ClientRequest) => void;
  /** Nothing of the answer goes on. */
  onUnusable: (error: GatewayError) => void;
  request: ClientRequest | null;
  answer: IncomingMessage | null;
  socket: Socket | null;
  startUp: number;
  startDown: number;
  bytesUp: number;
  bytesDown: number;
}

export function createForward({ connectMs, idleMs, trust, parent }: ForwardOptions): Forward {
  const ways = createWaysOut(trust, parent);
  const underway = new WeakMap<IncomingMessage, Underway>();

  const proxy = new ProxyServer({ prependPath: false, toProxy: true, connectTimeout: connectMs });
  // http-proxy frames a DELETE or OPTIONS without a length as empty, though chunks may follow:
  // they would be the next request. This runs last before the request is made, and puts it right.
  proxy.before('web', 'stream', (req: IncomingMessage) => {
    const found = underway.get(req);
    if (found !== undefined) req.headers = { ...found.headers };
  });
  proxy.on('proxyReq', (request, req, _res, _options, socket) => {
    start(req, request, socket);
    // Nobody asked for another protocol, and http-proxy would wait for an answer for ever.
    request.once('upgrade', (_answer, upstream) => {
      upstream.destroy();
      request.emit('error', new GatewayError('ECONNABORTED'));
    });
  });
  proxy.on('proxyReqWs', (request, req) => {
    request.once('socket', (socket: Socket) => start(req, request, socket));
    underway.get(req)?.onUpgradeRequest(request);
  });
  proxy.on('proxyRes', (answer, req, res) => receive(answer, req, res as ServerResponse));
  proxy.on('error', () => {});

  function prepare(req: IncomingMessage, passage: Passage, kept: IncomingHttpHeaders): Underway {
    const headers = travellingHeaders(req.headers, kept);
    const { path, query } = passage.destination;
    // What was decided is what is asked for: the canonical path.
    req.url = query === '' ? path : `${path}?${query}`;
    req.headers = { ...headers };
    const counts = { startUp: 0, startDown: 0, bytesUp: 0, bytesDown: 0 };
    const nothing = {
      request: null,
      answer: null,
      socket: null,
      onUpgradeRequest: () => {},
      onUnusable: () => {},
    };
    const entry: Underway = { passage, headers, ...nothing, ...counts };
    underway.set(req, entry);
    return entry;
  }

  async function sendBefore(parts: NonNullable<Passage['before']>, passage: Passage) {
    for (const part of parts) await resend(passage, await part(), ways, idleMs);
  }

  function start(req: IncomingMessage, request: ClientRequest, socket: Socket): void {
    const entry = underway.get(req);
    if (entry === undefined) return;
    entry.request = request;
    entry.socket = socket;
    entry.startUp = socket.bytesWritten;
    entry.startDown = socket.bytesRead;
    request.setTimeout(idleMs, () => request.destroy(new GatewayError('RESPONSE_TIMEOUT')));
  }

  function receive(answer: IncomingMessage, req: IncomingMessage, res: ServerResponse): void {
    const entry = underway.get(req);
    const { statusCode: status = 0 } = answer;
    if (entry !== undefined && isAbsolute(entry.passage) && isParentsOwn(status, answer.headers)) {
      entry.onUnusable(new GatewayError(parentProblem(status), status));
      answer.destroy();
      return;
    }
    if (isAmbiguousAnswer(answer.httpVersion, answer.rawHeaders)) {
      entry?.onUnusable(new GatewayError('UNCLEAR_ANSWER'));
      answer.destroy();
      return;
    }
    if (entry !== undefined) entry.answer = answer;
    entry?.passage.onAnswer?.(answer);
    // HTTP/2 has no such answers, and RFC 9110, 15 has them treated as of a failing server.
    if (req.httpVersionMajor > 1 && status > 599) answer.statusCode = 502;
    answer.once('end', () => {
      count(entry);
      if (mayHaveTrailers(req, answer)) res.addTrailers(travellingHeaders(answer.trailers));
    });
    // http-proxy's pipe does not end a response whose source broke off.
    answer.once('close', () => {
      if (!answer.complete) res.destroy();
    });
    answer.headers = answerHeaders(answer.headers);
    answer.headers.connection = res.shouldKeepAlive ? 'keep-alive' : 'close';
    // Only the barrier itself may ask the browser for its credential.
    if (answer.statusCode === 407) answer.statusCode = 502;
  }

  return {
    web(req, res, passage) {
      const { body } = passage;
      const encoding = req.headers['transfer-encoding'];
      const kept: IncomingHttpHeaders =
        encoding === undefined ? {} : { 'transfer-encoding': encoding };
      const isRepeatable =
        /^(?:GET|HEAD|OPTIONS)$/.test(req.method ?? '') &&
        encoding === undefined &&
        req.headers['content-length'] === undefined;
      const entry = prepare(req, passage, kept);
      let end: string | null = null;
      let theirStatus: number | null = null;
      // A write that comes too late is nobody's crash.
      res.on('error', () => {});
      res.once('close', () => {
        count(entry);
        body?.destroy();
        end ??= res.writableFinished ? 'closed' : 'aborted';
        // Written to the last byte: else a write that stands may still read from it.
        const isSent = entry.request?.writableFinished === true;
        passage.onEnd({ end, status: theirStatus ?? res.statusCode, ...bytes(entry) }, isSent);
      });
      const fail = (error: unknown) => {
        // What was answered already is not spoilt by what comes of ending the connection.
        if (end !== null) return;
        const failure = failureThrough(error, passage);
        end = failure.code;
        theirStatus = failure.upstreamStatus ?? null;
        if (res.headersSent) res.destroy();
        else if (!res.destroyed) {
          takeBack(res, entry.answer);
          passage.onFailure(failure);
        }
      };
      entry.onUnusable = fail;
      const attempt = (isLast: boolean) => {
        const options = { ...ways.options(passage, isLast), ...(body && { buffer: body }) };
        proxy.web(req, res, options, (error) => {
          const { code } = error as NodeJS.ErrnoException;
          const isStale = code === 'ECONNRESET' && entry.request?.reusedSocket === true;
          if (isStale && isRepeatable && !isLast && !res.headersSent && !res.destroyed) {
            attempt(true);
          } else fail(error);
        });
      };
      try {
        Object.assign(entry.headers, ways.headers(passage));
        if (passage.before === undefined) attempt(false);
        else void sendBefore(passage.before, passage).then(() => attempt(false), fail);
      } catch (error) {
        if (!(error instanceof GatewayError)) throw error;
        fail(error);
      }
    },

    upgrade(req, person, head, passage) {
      const entry = prepare(req, passage, { connection: 'Upgrade', upgrade: 'websocket' });
      if (passage.messages !== undefined) delete req.headers['sec-websocket-extensions'];
      let end: string | null = null;
      let status: number | null = null;
      let theirStatus: number | null = null;
      person.once('close', () => {
        count(entry);
        // http-proxy forgets a request that nobody waits for any more.
        entry.request?.destroy();
        entry.socket?.destroy();
        const outcome = { end: end ?? 'closed', status: theirStatus ?? status, ...bytes(entry) };
        passage.onEnd(outcome, false);
      });
      entry.onUpgradeRequest = (request) => {
        entry.request = request;
        request.once('response', (answer) => {
          if (isAmbiguousAnswer(answer.httpVersion, answer.rawHeaders)) {
            // http-proxy writes what it has been given, and finds nobody there.
            end = failureOf(new GatewayError('UNCLEAR_ANSWER')).code;
            answer.destroy();
            person.destroy();
            return;
          }
          status = answer.statusCode ?? null;
          answer.headers = answerHeaders(answer.headers);
        });
        request.once('upgrade', (answer, upstream) => {
          status = 101;
          answer.headers = withoutOurs(answer.headers);
          entry.socket = upstream;
          upstream.once('close', () => person.destroySoon());
          // Writes count as well, so one side sees both directions.
          person.setTimeout(idleMs, () => {
            end = 'idle';
            person.destroy();
          });
        });
      };
      proxy.ws(req, person as Socket, head, ways.options(passage, true), (error) => {
        const failure = failureOf(error);
        end ??= status === null ? failure.code : 'aborted';
        if (status !== null) return;
        theirStatus = failure.upstreamStatus ?? null;
        if (!person.destroyed) passage.onFailure(failure);
      });
    },

    [Symbol.dispose]: ways[Symbol.dispose],
  };
}

/**
 * An answer whose body is broken from its first bytes on has set its head already, and would be
 * written into ours.
 */
function takeBack(res: ServerResponse, answer: IncomingMessage | null): void {
  answer?.unpipe(res);
  answer?.destroy();
  for (const name of res.getHeaderNames()) res.removeHeader(name);
  // HTTP/2 has none.
  if (!('stream' in res)) res.statusMessage = '';
}

/** Behind the last chunk, or the last frame. HTTP/1.1 wants them announced, and we announce none. */
function mayHaveTrailers(req: IncomingMessage, { complete, trailers }: IncomingMessage): boolean {
  return req.httpVersionMajor > 1 && complete && Object.keys(trailers).length > 0;
}

function count(entry: Underway | undefined): void {
  if (!entry?.socket) return;
  entry.bytesUp = Math.max(entry.bytesUp, entry.socket.bytesWritten - entry.startUp);
  entry.bytesDown = Math.max(entry.bytesDown, entry.socket.bytesRead - entry.startDown);
  // From here on the connection may carry somebody else's request.
  entry.socket = null;
}

function bytes({ bytesUp, bytesDown }: Underway) {
  return { bytesUp, bytesDown };
}
