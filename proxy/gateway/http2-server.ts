/**
 * browser ─HTTP/2 in an opened tunnel→ streams: each is a request of its own, decided, inspected and
 * recorded as any other, and goes on by HTTP/1.1. WebSockets over streams (RFC 8441) are not offered:
 * browsers open a connection of their own for them.
 */
import type { ServerResponse } from 'node:http';
import {
  constants,
  Http2ServerResponse,
  performServerHandshake,
  type ServerHttp2Session,
  type ServerHttp2Stream,
} from 'node:http2';
import type { Socket } from 'node:net';
import type { Carrier } from './carrier.ts';
import { createFloodGuard } from './flood-guard.ts';
import type { Forward } from './forward.ts';
import type { Refusal } from './refusal.ts';
import { sendRefusal } from './send-refusal.ts';
import { readStreamRequest } from './stream-request.ts';
import { handleWebRequest, type OpenedTunnel, type WebOptions } from './web-request.ts';

export interface Http2Server extends Disposable {
  /** @param socket inside TLS, by which HTTP/2 was agreed upon */
  take(socket: Socket, tunnel: OpenedTunnel): void;
}

export interface Http2ServerOptions extends WebOptions {
  readonly forward: Forward;
  readonly headerMs: number;
  readonly idleMs: number;
}

const streams = 100;
const streamWindow = 131_072;
/** Streams that nobody reads at the moment must not use up what the others need. */
const sessionWindow = streams * streamWindow;
const floodWindowMs = 10_000;
const mostPings = 100;
const mostSettings = 20;
const lingerMs = 2_000;

const sessionOptions = {
  settings: {
    maxConcurrentStreams: streams,
    initialWindowSize: streamWindow,
    maxHeaderListSize: 65_536,
    enablePush: false,
    enableConnectProtocol: false,
  },
  // The fields of a request, its pseudo-header fields included; framing.ts refuses before.
  maxHeaderListPairs: 256,
  maxOutstandingPings: 10,
  maxSettings: 32,
  maxSessionInvalidFrames: 100,
  maxSessionRejectedStreams: 100,
  // A page that is left drops at most what it may have open, some times over.
  streamResetBurst: 500,
  streamResetRate: 50,
} as const;

const badRequest: Refusal = { status: 400, code: 'bad-request', reference: null };
const tooManyFields: Refusal = { status: 431, code: 'headers-too-large', reference: null };

export function createHttp2Server(options: Http2ServerOptions): Http2Server {
  const { forward, headerMs, idleMs, now } = options;
  const sessions = new Set<ServerHttp2Session>();

  function onStream(
    stream: ServerHttp2Stream,
    headers: Parameters<typeof readStreamRequest>[1],
    raw: readonly string[],
    tunnel: OpenedTunnel,
  ): void {
    // Whatever ends it is told by `close`.
    stream.on('error', () => {});
    stream.setTimeout(idleMs, () => stream.close(constants.NGHTTP2_CANCEL));
    const res = responseOf(stream);
    // What is still being sent once the answer is there is thrown away, and after a moment refused:
    // at once, the answer might be lost.
    stream.once('finish', () => {
      const timer = setTimeout(() => stream.close(constants.NGHTTP2_NO_ERROR), lingerMs);
      stream.once('close', () => clearTimeout(timer));
      stream.resume();
    });
    const read = readStreamRequest(stream, headers, raw);
    if (!read.ok) {
      const refusal = read.problem === 'ambiguous' ? badRequest : tooManyFields;
      stream.respond({ ':status': refusal.status }, { endStream: true });
      return;
    }
    const { request } = read;
    request.on('error', () => {});
    let isBodyAwaited = request.headers.expect?.toLowerCase() === '100-continue';
    const askForBody = () => {
      if (isBodyAwaited) res.writeContinue();
      isBodyAwaited = false;
    };
    const isGone = () => stream.closed || stream.destroyed;
    const carrier: Carrier = {
      act: 'request',
      isStream: true,
      refuse: (refusal, how) => {
        if (!isGone()) sendRefusal(request, res, refusal, how);
      },
      forward: (passage) => {
        askForBody();
        forward.web(request, res, passage);
      },
      answer: ({ status, headers, body }) => res.writeHead(status, headers).end(body),
      askForBody,
      onGone(listener) {
        stream.once('close', listener);
        return () => stream.off('close', listener);
      },
      drop: () => {
        if (!isGone()) stream.session?.destroy();
      },
      isGone,
    };
    void handleWebRequest(request, tunnel, carrier, options);
  }

  return {
    take(socket, tunnel) {
      const session = performServerHandshake(socket, sessionOptions);
      sessions.add(session);
      const calm = () => session.destroy(undefined, constants.NGHTTP2_ENHANCE_YOUR_CALM);
      // Whoever agrees on HTTP/2 begins with its settings.
      const late = setTimeout(() => session.destroy(), headerMs);
      const pings = createFloodGuard(mostPings, floodWindowMs);
      const settings = createFloodGuard(mostSettings, floodWindowMs);
      session.on('error', () => {});
      session.once('close', () => {
        clearTimeout(late);
        sessions.delete(session);
      });
      session.on('ping', () => {
        if (!pings.allows(now())) calm();
      });
      session.on('remoteSettings', () => {
        clearTimeout(late);
        if (!settings.allows(now())) calm();
      });
      session.on('stream', (stream, headers, _flags, raw: unknown) =>
        onStream(stream, headers as never, raw as string[], tunnel),
      );
      session.setTimeout(idleMs, () => session.close());
      // Node waits for a client's event on a socket whose handshake we have made ourselves.
      socket.emit('secureConnect');
      session.setLocalWindowSize(sessionWindow);
    },
    [Symbol.dispose]() {
      for (const session of sessions) session.destroy();
    },
  };
}

/** An answer that breaks off is told to be broken: without a code it would look like its end. */
function responseOf(stream: ServerHttp2Stream): ServerResponse {
  const response = new Http2ServerResponse(stream);
  const isGone = () => stream.closed || stream.destroyed;
  Object.defineProperty(response, 'destroyed', { get: isGone });
  // A reset ends what we write as well, as if it had been written.
  const isFinished = () => response.writableEnded && stream.writableFinished && !stream.rstCode;
  Object.defineProperty(response, 'writableFinished', { get: isFinished });
  response.destroy = () => {
    if (!isGone()) stream.close(constants.NGHTTP2_INTERNAL_ERROR);
    return response;
  };
  return response as unknown as ServerResponse;
}
