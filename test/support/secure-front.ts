/**
 * What stands before a real server of the tests, as TLS does on the Internet:
 *
 *   browser ─https─► front ┬ pages of the test's own, at the server's origin
 *                          ├ WebSockets, which are taken and kept
 *                          └ else ─http─► the server, on another port of loopback
 */

import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Duplex } from 'node:stream';
import { apartFolder } from './install-apart.ts';
import { listenSecurely, type SiteAuthority, secureServer } from './site-authority.ts';

export interface OwnPage {
  readonly type: string;
  readonly body: string;
}

export interface SecureFront extends AsyncDisposable {
  readonly port: number;
  /** Method and path of every request that arrived, in the order of their coming. */
  readonly requests: readonly string[];
  /** Text of every message that arrived over a WebSocket, at whatever path. */
  readonly messages: readonly string[];
  /** From here on requests are passed on to this port. */
  open(inner: number): void;
}

export async function startSecureFront(
  sites: SiteAuthority,
  host: string,
  pages: Readonly<Record<string, OwnPage>>,
): Promise<SecureFront> {
  const requests: string[] = [];
  let inner = 0;
  const server = secureServer(sites, host).on('request', (request, response) => {
    requests.push(`${request.method} ${request.url}`);
    const page = pages[request.url ?? ''];
    if (page === undefined) passOn(inner, request, response);
    else response.writeHead(200, { 'content-type': page.type }).end(page.body);
  });
  const messages: string[] = [];
  server.on('upgrade', (request, socket, head) => {
    requests.push(`${request.method} ${request.url}`);
    sockets().handleUpgrade(request, socket, head, (opened) => {
      opened.on('message', (data) => messages.push(data.toString()));
      opened.send('ready');
    });
  });
  const listening = await listenSecurely(server);
  return {
    port: listening.port,
    requests,
    messages,
    open: (port) => {
      inner = port;
    },
    [Symbol.asyncDispose]: () => listening[Symbol.asyncDispose](),
  };
}

interface Opened {
  on(event: 'message', listener: (data: Buffer) => void): void;
  send(text: string): void;
}
interface SocketServer {
  handleUpgrade(
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    then: (opened: Opened) => void,
  ): void;
}

function sockets(): SocketServer {
  const { WebSocketServer } = createRequire(path.join(apartFolder('upload-pages'), 'package.json'))(
    'ws',
  );
  return new WebSocketServer({ noServer: true });
}

function passOn(port: number, request: IncomingMessage, response: ServerResponse): void {
  const { method, url, headers: came } = request;
  const headers = { ...came, 'x-forwarded-proto': 'https' };
  const inner = http.request({ host: '127.0.0.1', port, method, path: url, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  inner.once('error', () => response.destroy());
  request.once('error', () => inner.destroy());
  request.pipe(inner);
}
