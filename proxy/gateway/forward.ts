/**
 * browser ─request→ gateway ─request→ a checked address, by http-proxy (this file alone imports it).
 * What http-proxy leaves open is closed here: fields of one hop, answers cut off, sockets left over.
 */
import http, { type ClientRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls';
import { ProxyServer } from 'http-proxy';
import type { Destination } from '../../shared/destination/destination.ts';
import { travellingHeaders } from './hop-headers.ts';
import type { ReadSocket, WebSocketReading } from './read-websocket.ts';
import type { OutcomeFacts } from './recorder.ts';
import { type Failure, failureOf, GatewayError } from './statuses.ts';

/** A request that was let through, on its way. */
export interface Passage {
  readonly destination: Destination;
  /** Checked: the connection goes there and nowhere else. */
  readonly address: string;
  /** What was held of the body; absent: as it comes. */
  readonly body?: Readable;
  /** The messages of a WebSocket are read on the way: nothing in them may be compressed. */
  readonly messages?: WebSocketReading;
  /** As it comes, before anything of it goes on. */
  readonly onAnswer?: (answer: IncomingMessage) => void;
  readonly onFailure: (failure: Failure) => void;
  /** Called once, when everything is over. */
  readonly onEnd: (outcome: OutcomeFacts) => void;
}

export interface Forward extends Disposable {
  web(req: IncomingMessage, res: ServerResponse, passage: Passage): void;
  upgrade(req: IncomingMessage, person: Socket | ReadSocket, head: Buffer, passage: Passage): void;
}

export interface ForwardOptions {
  readonly connectMs: number;
  readonly idleMs: number;
  /** PEM, trusted beside Node's and the system's roots. */
  readonly trust?: readonly string[];
}

interface Underway {
  readonly passage: Passage;
  readonly headers: http.IncomingHttpHeaders;
  onUpgradeRequest: (request: ClientRequest) => void;
  request: ClientRequest | null;
  socket: Socket | null;
  startUp: number;
  startDown: number;
  bytesUp: number;
  bytesDown: number;
}

export function createForward({ connectMs, idleMs, trust = [] }: ForwardOptions): Forward {
  const agents = { keepAlive: true, maxFreeSockets: 128, maxSockets: 256, timeout: 4_000 } as const;
  const plain = new http.Agent(agents);
  const secure = new https.Agent(agents);
  const underway = new WeakMap<IncomingMessage, Underway>();
  let roots: SecureContext | null = null;

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

  function target({ destination, address }: Passage) {
    const isSecure = destination.scheme === 'https' || destination.scheme === 'wss';
    const host = { host: address, hostname: address, port: destination.port };
    if (!isSecure) return { target: { ...host, protocol: 'http:' }, agent: plain };
    roots ??= createSecureContext({
      ca: [...new Set([...getCACertificates('default'), ...getCACertificates('system'), ...trust])],
      minVersion: 'TLSv1.2',
    });
    return {
      target: { ...host, protocol: 'https:' },
      agent: secure,
      ssl: {
        // No name is sent for an address; the certificate must then name the address.
        servername: destination.kind === 'name' ? destination.host : '',
        secureContext: roots,
        ALPNProtocols: ['http/1.1'],
      },
    };
  }

  function prepare(
    req: IncomingMessage,
    passage: Passage,
    kept: http.IncomingHttpHeaders,
  ): Underway {
    const headers = travellingHeaders(req.headers, kept);
    const { path, query } = passage.destination;
    // What was decided is what is asked for: the canonical path.
    req.url = query === '' ? path : `${path}?${query}`;
    req.headers = { ...headers };
    const counts = { startUp: 0, startDown: 0, bytesUp: 0, bytesDown: 0 };
    const nothing = { request: null, socket: null, onUpgradeRequest: () => {} };
    const entry: Underway = { passage, headers, ...nothing, ...counts };
    underway.set(req, entry);
    return entry;
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
    entry?.passage.onAnswer?.(answer);
    answer.once('end', () => count(entry));
    // http-proxy's pipe does not end a response whose source broke off.
    answer.once('close', () => {
      if (!answer.complete) res.destroy();
    });
    answer.headers = travellingHeaders(answer.headers);
    answer.headers.connection = res.shouldKeepAlive ? 'keep-alive' : 'close';
    // Only the barrier itself may ask the browser for its credential.
    if (answer.statusCode === 407) answer.statusCode = 502;
  }

  return {
    web(req, res, passage) {
      const encoding = req.headers['transfer-encoding'];
      const kept = encoding === undefined ? {} : { 'transfer-encoding': encoding };
      const entry = prepare(req, passage, kept);
      const isRepeatable =
        /^(?:GET|HEAD|OPTIONS)$/.test(req.method ?? '') &&
        encoding === undefined &&
        req.headers['content-length'] === undefined;
      const { body } = passage;
      let end: string | null = null;
      res.once('close', () => {
        count(entry);
        body?.destroy();
        end ??= res.writableFinished ? 'closed' : 'aborted';
        passage.onEnd({ end, status: res.statusCode, ...bytes(entry) });
      });
      const attempt = (isLast: boolean) => {
        const { agent, ...options } = { ...target(passage), ...(body && { buffer: body }) };
        // Without an agent it is a fresh connection.
        proxy.web(req, res, isLast ? options : { ...options, agent }, (error) => {
          const { code } = error as NodeJS.ErrnoException;
          const isStale = code === 'ECONNRESET' && entry.request?.reusedSocket === true;
          if (isStale && isRepeatable && !isLast && !res.headersSent && !res.destroyed) {
            attempt(true);
            return;
          }
          const failure = failureOf(error);
          end ??= failure.code;
          if (res.headersSent) res.destroy();
          else if (!res.destroyed) passage.onFailure(failure);
        });
      };
      attempt(false);
    },

    upgrade(req, person, head, passage) {
      const entry = prepare(req, passage, { connection: 'Upgrade', upgrade: 'websocket' });
      if (passage.messages !== undefined) delete req.headers['sec-websocket-extensions'];
      let end: string | null = null;
      let status: number | null = null;
      person.once('close', () => {
        count(entry);
        // http-proxy forgets a request that nobody waits for any more.
        entry.request?.destroy();
        entry.socket?.destroy();
        passage.onEnd({ end: end ?? 'closed', status, ...bytes(entry) });
      });
      const { agent: _, ...options } = target(passage);
      entry.onUpgradeRequest = (request) => {
        entry.request = request;
        request.once('response', (answer) => {
          status = answer.statusCode ?? null;
        });
        request.once('upgrade', (_answer, upstream) => {
          status = 101;
          entry.socket = upstream;
          upstream.once('close', () => person.destroySoon());
          // Writes count as well, so one side sees both directions.
          person.setTimeout(idleMs, () => {
            end = 'idle';
            person.destroy();
          });
        });
      };
      proxy.ws(req, person as Socket, head, options, (error) => {
        const failure = failureOf(error);
        end ??= status === null ? failure.code : 'aborted';
        if (status === null && !person.destroyed) passage.onFailure(failure);
      });
    },

    [Symbol.dispose]() {
      plain.destroy();
      secure.destroy();
    },
  };
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
