/**
 * Takes the hub's port before anything else is touched: a second hub on this home ends here.
 * Requests that come before the hub is ready wait for it.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => void;

export interface Listening extends AsyncDisposable {
  readonly server: Server;
  readonly port: number;
  /** From now on requests go to the handler, first those that waited. */
  serve(handler: RequestHandler): void;
}

const mostWaiting = 1000;

/** @param port 0: any free one. @throws the system's error, e.g. EADDRINUSE with `address` and `port` */
export async function listen(port: number): Promise<Listening> {
  const server = createServer({
    requestTimeout: 60_000,
    headersTimeout: 15_000,
    maxHeaderSize: 16 * 1024,
  });
  const waiting: [IncomingMessage, ServerResponse][] = [];
  const hold: RequestHandler = (request, response) => {
    if (waiting.length < mostWaiting) waiting.push([request, response]);
    else response.writeHead(503, { 'retry-after': '1' }).end();
  };
  server.on('request', hold);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => {
      server.off('error', reject);
      resolve();
    });
  });
  return {
    server,
    port: (server.address() as AddressInfo).port,
    serve(handler) {
      server.off('request', hold);
      server.on('request', handler);
      for (const [request, response] of waiting.splice(0)) handler(request, response);
    },
    [Symbol.asyncDispose]: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
