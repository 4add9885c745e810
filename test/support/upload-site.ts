/**
 * A real upload server on loopback, https, that keeps in memory every byte that reached it, and has
 * the pages that people upload from. Nothing is written to disk.
 *
 *   GET  a page or its script   see upload-site-pages.ts
 *   /tus/                       resumable uploads, see tus-site.ts
 *   else                        kept, and answered 200 with what was understood of it
 *   WebSocket                   each message kept, and answered
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Duplex } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { apartFolder } from './install-apart.ts';
import { type ReceivedUpload, readUpload } from './received-upload.ts';
import {
  listenSecurely,
  openSiteAuthority,
  type SiteAuthority,
  secureServer,
} from './site-authority.ts';
import { createTusSite } from './tus-site.ts';
import { answerPage, sitePage } from './upload-site-pages.ts';

export interface UploadSite extends AsyncDisposable {
  /** `https://upload.localhost:PORT` */
  readonly url: string;
  readonly host: string;
  readonly port: number;
  readonly sites: SiteAuthority;
  /** All that arrived, but for the site's own pages and scripts, in the order of its end. */
  readonly received: readonly ReceivedUpload[];
  /** Method and path of every request, WebSockets as well, in the order of their beginning. */
  readonly requests: readonly string[];
  /** Forgets what arrived until now. */
  forget(): void;
}

/** As much of the package `ws` as is used here: it is installed beside the pages. */
interface SocketServer {
  handleUpgrade(
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    opened: (socket: {
      on(name: 'message', hear: (data: Buffer) => void): void;
      send(text: string): void;
    }) => void,
  ): void;
}

/** @param options.sites kept where given; otherwise the site opens one of its own */
export async function startUploadSite(
  options: { host?: string; sites?: SiteAuthority } = {},
): Promise<UploadSite> {
  const { host = 'upload.localhost' } = options;
  await using stack = new AsyncDisposableStack();
  const sites = options.sites ?? stack.use(await openSiteAuthority());
  const received: ReceivedUpload[] = [];
  const requests: string[] = [];
  const keep = async ({ method = '', url = '', headers }: IncomingMessage, raw: Uint8Array) => {
    const upload = await readUpload(method, url, headers, raw);
    received.push(upload);
    return upload;
  };
  const takeTus = createTusSite((upload) => received.push(upload));
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    requests.push(`${request.method} ${request.url}`);
    if (await takeTus(request, response)) return;
    if (request.url === '/favicon.ico') return void response.writeHead(204).end();
    const page = request.method === 'GET' ? await sitePage(request.url ?? '') : null;
    if (page !== null) return write(response, page.type, page.body);
    const { files } = await keep(request, await buffer(request));
    const understood = JSON.stringify(
      files.map(({ name, bytes, sha256 }) => ({ name, bytes: bytes.length, sha256 })),
    );
    return request.headers.accept?.includes('text/html')
      ? write(response, 'text/html', answerPage(understood))
      : write(response, 'application/json', understood);
  };
  const server = secureServer(sites, host);
  server.on('request', (request, response) => {
    // Whoever sent half and went away is answered by nobody.
    answer(request, response).catch(() => response.destroy());
  });
  const { WebSocketServer } = createRequire(path.join(apartFolder('upload-pages'), 'package.json'))(
    'ws',
  );
  const sockets: SocketServer = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, socket, head) => {
    requests.push(`${request.method} ${request.url}`);
    const { url, headers } = request;
    sockets.handleUpgrade(request, socket, head, (opened) => {
      opened.on('message', (data) => {
        received.push({
          method: 'WEBSOCKET',
          path: url ?? '',
          headers,
          files: [],
          fields: {},
          raw: data,
        });
        opened.send(`${data.length}`);
      });
    });
  });
  const { port } = stack.use(await listenSecurely(server));
  const held = stack.move();
  return {
    url: `https://${host}:${port}`,
    host,
    port,
    sites,
    received,
    requests,
    forget() {
      received.length = 0;
      requests.length = 0;
    },
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  };
}

function write(response: ServerResponse, type: string, body: string): void {
  const head = { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store' };
  response.writeHead(200, head).end(body);
}
