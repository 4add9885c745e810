/**
 * The one http.Server: llhttp at its strictest reads what is not a CONNECT, from connections that
 * are handed to it. It never listens itself. Opened tunnels that agreed on HTTP/2 go to http2-server.
 */
import type { EventEmitter } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { createBareConnections, type Decided } from './bare-connection.ts';
import type { Carrier } from './carrier.ts';
import type { Forward } from './forward.ts';
import { createHttp2Server } from './http2-server.ts';
import type { KeptUpstreams } from './kept-upstreams.ts';
import { refuseAndClose } from './raw-response.ts';
import { readWebSocket } from './read-websocket.ts';
import { sendRefusal } from './send-refusal.ts';
import { statusOfParseError } from './statuses.ts';
import { handleWebRequest, type OpenedTunnel, type WebOptions } from './web-request.ts';

export interface WebServer extends Disposable {
  /** @param tunnel where the connection is the inside of an intercepted tunnel */
  take(socket: Socket, tunnel: OpenedTunnel | null): void;
}

export interface WebServerOptions extends WebOptions {
  readonly forward: Forward;
  readonly upstreams: KeptUpstreams;
  readonly headerMs: number;
  readonly idleMs: number;
}

const parseErrorCodes = {
  400: 'bad-request',
  408: 'request-timeout',
  413: 'too-large',
  431: 'headers-too-large',
} as const;

const noHead = Buffer.alloc(0);
const keepMs = 65_000;

export function createWebServer(options: WebServerOptions): WebServer {
  const { forward, upstreams, headerMs, idleMs } = options;
  const decided = new WeakMap<Socket, Decided>();
  const tunnels = new WeakMap<Socket, OpenedTunnel>();
  const tunnelOf = (req: IncomingMessage) => tunnels.get(req.socket) ?? null;
  const server: Server = createServer({
    insecureHTTPParser: false,
    requireHostHeader: true,
    maxHeaderSize: 16_384,
    headersTimeout: headerMs,
    // A large upload takes its time; a connection that stands still is ended by idleMs.
    requestTimeout: 0,
    keepAliveTimeout: keepMs,
    connectionsCheckingInterval: Math.max(50, Math.min(2_000, headerMs / 4)),
    shouldUpgradeCallback: isWebSocket,
  });
  // Fields beyond a maximum would be dropped without a word; framing.ts refuses too many.
  server.maxHeadersCount = 0;
  server.timeout = idleMs;

  const onRequest = (
    req: IncomingMessage,
    res: import('node:http').ServerResponse,
    isAwaited: boolean,
  ) => {
    let isBodyAwaited = isAwaited;
    // The body comes only now: what the destination's rules refuse is never sent at all.
    const askForBody = () => {
      if (isBodyAwaited) res.writeContinue();
      isBodyAwaited = false;
    };
    const carrier: Carrier = {
      act: 'request',
      refuse: (refusal, how) => sendRefusal(req, res, refusal, how),
      forward: (passage) => {
        askForBody();
        forward.web(req, res, passage);
      },
      answer: ({ status, headers, body }) => res.writeHead(status, headers).end(body),
      askForBody,
      onGone: (listener) => listenOnce(res, listener),
      drop: () => req.socket.destroy(),
      isGone: () => res.destroyed || req.socket.destroyed,
    };
    const known = decided.get(req.socket);
    decided.delete(req.socket);
    if (known === undefined) {
      void handleWebRequest(req, tunnelOf(req), carrier, options);
      return;
    }
    known.adopt(carrier);
    carrier.forward(known.passage);
  };
  server.on('request', (req, res) => onRequest(req, res, false));
  server.on('checkContinue', (req, res) => onRequest(req, res, true));
  // Whoever waits for something else may send the body or not: nothing behind it is read.
  server.on('checkExpectation', (_req, res) => res.writeHead(417, { connection: 'close' }).end());
  server.on('upgrade', (req, duplex, head) => {
    const socket = duplex as Socket;
    socket.on('error', () => {});
    const carrier: Carrier = {
      act: 'upgrade',
      refuse: (refusal, how) => refuseAndClose(socket, refusal, req.headers.accept, how?.extra),
      forward: (passage) => {
        const { messages } = passage;
        if (messages === undefined) forward.upgrade(req, socket, head, passage);
        else forward.upgrade(req, readWebSocket(socket, head, messages), noHead, passage);
      },
      askForBody: () => {},
      onGone: (listener) => listenOnce(socket, listener),
      drop: () => socket.destroy(),
      isGone: () => socket.destroyed,
    };
    void handleWebRequest(req, tunnelOf(req), carrier, options);
  });
  // A CONNECT behind another request, or inside a tunnel: no browser does so.
  server.on('connect', (_req, duplex) => {
    refuseAndClose(duplex as Socket, { status: 400, code: 'bad-request', reference: null });
  });
  server.on('clientError', (error: NodeJS.ErrnoException, duplex) => {
    const socket = duplex as Socket & { _httpMessage?: { headersSent: boolean } | null };
    // In the middle of an answer another one would be taken for its rest.
    if (!socket.writable || error.code === 'ECONNRESET' || socket._httpMessage?.headersSent) {
      socket.destroy();
      return;
    }
    const status = statusOfParseError(error.code);
    refuseAndClose(socket, { status, code: parseErrorCodes[status], reference: null });
  });
  const streams = createHttp2Server(options);
  const bare = createBareConnections({
    upstreams,
    headerMs,
    keepMs,
    idleMs,
    handle: (head, tunnel, carrier) => {
      const req = { ...head, httpVersion: '1.1', httpVersionMajor: 1 } as unknown;
      void handleWebRequest(req as IncomingMessage, tunnel, carrier, options);
    },
    handOver: serve,
  });
  // http.Server starts to watch its time limits when it listens. This one is handed its connections.
  server.emit('listening');

  function serve(socket: Socket, tunnel: OpenedTunnel | null, known: Decided | null): void {
    if (tunnel !== null) tunnels.set(socket, tunnel);
    if (known !== null) {
      decided.set(socket, known);
      socket.once('close', () => {
        if (!decided.delete(socket)) return;
        known.passage.onEnd({ end: 'aborted', status: null, bytesUp: 0, bytesDown: 0 }, true);
      });
    }
    server.emit('connection', socket);
  }

  return {
    take(socket, tunnel) {
      if (tunnel !== null && (socket as Partial<TLSSocket>).alpnProtocol === 'h2') {
        streams.take(socket, tunnel);
        return;
      }
      if (tunnel?.scheme === 'https') bare.take(socket, tunnel);
      else serve(socket, tunnel, null);
    },
    [Symbol.dispose]() {
      streams[Symbol.dispose]();
      bare[Symbol.dispose]();
      server.closeAllConnections();
      server.close(() => {});
    },
  };
}

function listenOnce(emitter: EventEmitter, listener: () => void): () => void {
  emitter.once('close', listener);
  return () => emitter.off('close', listener);
}

/** Any other upgrade is an ordinary request: the field is of one hop and does not travel. */
function isWebSocket({ method, headers }: IncomingMessage): boolean {
  return (
    method === 'GET' &&
    headers.upgrade?.toLowerCase() === 'websocket' &&
    headers['content-length'] === undefined &&
    headers['transfer-encoding'] === undefined
  );
}
