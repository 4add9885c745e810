/** A web site on loopback that takes uploads, keeps what arrived byte for byte, and answers as told. */
import { once } from 'node:events';
import http, {
  type IncomingHttpHeaders,
  type RequestListener,
  type ServerResponse,
} from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import type { SecureContext } from 'node:tls';

export interface Arrived {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface ReceivingSite extends AsyncDisposable {
  readonly port: number;
  /** Whole requests, in the order of their ends. */
  readonly arrived: readonly Arrived[];
  /** Requests that began, whole or not. */
  readonly begun: () => number;
}

/** @param tls one for whatever name is asked for, or one for each */
export async function startReceivingSite(
  answer: (arrived: Arrived, res: ServerResponse) => void = (_, res) => res.end('taken'),
  { tls }: { tls?: SecureContext | ReadonlyMap<string, SecureContext> } = {},
): Promise<ReceivingSite> {
  const arrived: Arrived[] = [];
  let begun = 0;
  const receive: RequestListener = (req, res) => {
    begun++;
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('error', () => {});
    req.on('end', () => {
      const { method = '', url = '', headers } = req;
      const whole = { method, url, headers, body: Buffer.concat(chunks) };
      arrived.push(whole);
      answer(whole, res);
    });
  };
  const contextOf = (name: string) => (tls instanceof Map ? tls.get(name) : (tls as SecureContext));
  const server = tls
    ? https.createServer({ SNICallback: (name, give) => give(null, contextOf(name)) }, receive)
    : http.createServer(receive);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    arrived,
    begun: () => begun,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      const closed = once(server, 'close');
      server.close();
      await closed;
    },
  };
}
