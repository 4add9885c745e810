/** A plain HTTP site on loopback, and a request to it as a browser sends it to the gateway. */
import { once } from 'node:events';
import http, { type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { credentialLine } from './test-gateway.ts';

export async function startSite(onRequest: RequestListener) {
  const requests: IncomingMessage[] = [];
  const server = http.createServer((req, res) => {
    requests.push(req);
    onRequest(req, res);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    requests,
    server,
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      const closed = once(server, 'close');
      server.close();
      await closed;
    },
  };
}

export const get = (port: number, path = '/', lines = '') =>
  `GET http://city.localhost:${port}${path} HTTP/1.1\r\nHost: city.localhost:${port}\r\n${credentialLine}${lines}\r\n`;
