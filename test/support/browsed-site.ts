/** A web site on loopback whose pages are given, and that remembers all that reached it. */
import http, { type IncomingHttpHeaders, type RequestListener } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import type { SecureContext } from 'node:tls';

export interface BrowsedSite extends AsyncDisposable {
  readonly port: number;
  /** Method and path of every request, WebSockets as well, in the order of their coming. */
  readonly requests: readonly string[];
  readonly headers: readonly IncomingHttpHeaders[];
  /** TCP connections that came. */
  connections(): number;
}

export interface Pages {
  /**
   * Path → [type, body]. `/to?URL` goes on to a URL, `/on?URL` with method and body; the rest is a
   * page with the title alone.
   */
  readonly [path: string]: readonly [type: string, body: string];
}

export async function startBrowsedSite(
  title: string,
  options: { pages?: Pages; tls?: SecureContext } = {},
): Promise<BrowsedSite> {
  const { pages = {}, tls } = options;
  const requests: string[] = [];
  const headers: IncomingHttpHeaders[] = [];
  let connections = 0;
  const remember = ({ method, url, headers: sent }: http.IncomingMessage) => {
    requests.push(`${method} ${url}`);
    headers.push(sent);
  };
  const answer: RequestListener = (request, response) => {
    remember(request);
    const [, how, goesOn] = /^\/(to|on)\?(.+)/.exec(request.url ?? '') ?? [];
    if (goesOn !== undefined) {
      response.writeHead(how === 'to' ? 302 : 307, { location: decodeURIComponent(goesOn) }).end();
      return;
    }
    const plain = ['text/html', `<!doctype html><title>${title}</title><h1>${title}</h1>`] as const;
    const [type, body] = pages[request.url ?? ''] ?? plain;
    const head = { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store' };
    response.writeHead(request.url === '/favicon.ico' ? 204 : 200, head).end(body);
  };
  const server = tls
    ? https.createServer({ SNICallback: (_, give) => give(null, tls) }, answer)
    : http.createServer(answer);
  server.on('connection', () => {
    connections += 1;
  });
  server.on('upgrade', (request, socket) => {
    remember(request);
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    requests,
    headers,
    connections: () => connections,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
