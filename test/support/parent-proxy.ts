/**
 * A small proxy on loopback that stands above the gateway: CONNECT and absolute form, whatever host
 * is asked for, to a port of this machine. It can want a credential, and it can misbehave.
 */
import { once } from 'node:events';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import https from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';

export interface ParentServer extends AsyncDisposable {
  readonly port: number;
  /** Request lines, in order: `CONNECT city.example:443`, `GET http://city.example/`. */
  readonly asked: string[];
  readonly requests: IncomingMessage[];
  /** How many connections it has taken. */
  readonly connections: () => number;
}

export interface ParentOptions {
  /** `host:port` or `host` → a port of 127.0.0.1; what is not named is answered 503. */
  readonly leads?: Readonly<Record<string, number>>;
  /** Hosts that it answers 403 for. */
  readonly refuses?: readonly string[];
  /** The only `Proxy-Authorization` that it takes. */
  readonly wants?: string;
  /** In the place of what it would do: the bytes of its answer to a CONNECT. */
  readonly onConnect?: (socket: Duplex) => void;
  /** The same of requests in absolute form. */
  readonly onRequest?: (req: IncomingMessage, res: ServerResponse) => void;
  /** It is reached by https. */
  readonly tls?: https.ServerOptions;
}

export async function startParent(options: ParentOptions = {}): Promise<ParentServer> {
  const { leads = {}, wants, tls } = options;
  const asked: string[] = [];
  const requests: IncomingMessage[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const lacksCredential = ({ headers }: IncomingMessage) =>
    wants !== undefined && headers['proxy-authorization'] !== wants;

  const onRequest = (req: IncomingMessage, res: ServerResponse) => {
    asked.push(`${req.method} ${req.url}`);
    requests.push(req);
    if (options.onRequest) return options.onRequest(req, res);
    if (lacksCredential(req)) {
      res.writeHead(407, { 'Proxy-Authenticate': 'Basic realm="cloud"' }).end('of the parent');
      return;
    }
    const url = new URL(req.url ?? '');
    const port = leads[url.host] ?? leads[url.hostname];
    if (port === undefined) {
      res.writeHead(503, { 'X-Squid-Error': 'ERR_CONNECT_FAIL 111' }).end('of the parent');
      return;
    }
    const { 'proxy-authorization': _, ...headers } = req.headers;
    const path = `${url.pathname}${url.search}`;
    const { method } = req;
    const on = http.request({ host: '127.0.0.1', port, path, method, headers, agent: false });
    on.on('response', (answer) => {
      res.writeHead(answer.statusCode ?? 0, answer.rawHeaders);
      answer.pipe(res);
    });
    on.on('error', () => res.destroy());
    req.pipe(on);
  };
  const server =
    tls === undefined ? http.createServer(onRequest) : https.createServer(tls, onRequest);
  server.on('connection', (socket: Socket) => {
    connections++;
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', () => {});
  });
  server.on('connect', (req: IncomingMessage, socket: Duplex, head: Buffer) => {
    asked.push(`CONNECT ${req.url}`);
    requests.push(req);
    socket.on('error', () => {});
    if (options.onConnect) return options.onConnect(socket);
    const answer = (line: string) => void socket.end(`HTTP/1.1 ${line}\r\n\r\nof the parent`);
    if (lacksCredential(req)) return answer('407 x\r\nProxy-Authenticate: Basic realm="cloud"');
    const host = (req.url ?? '').replace(/:\d+$/, '');
    if (options.refuses?.includes(host)) return answer('403 Forbidden');
    const port = leads[req.url ?? ''] ?? leads[host];
    if (port === undefined) return answer('503 Service Unavailable');
    const on = connect({ host: '127.0.0.1', port });
    on.on('error', () => socket.destroy());
    on.once('connect', () => {
      socket.write('HTTP/1.1 200 Connection established\r\nVia: 1.1 cloud\r\n\r\n');
      if (head.length > 0) on.write(head);
      on.pipe(socket).pipe(on);
    });
    socket.once('close', () => on.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    asked,
    requests,
    connections: () => connections,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
