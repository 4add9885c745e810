/** Takes the hub's port before anything else is touched: a second hub on this home ends here. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Listening extends AsyncDisposable {
  readonly server: Server;
  readonly port: number;
}

/** @param port 0: any free one. @throws the system's error, e.g. EADDRINUSE with `address` and `port` */
export async function listen(port: number): Promise<Listening> {
  const server = createServer({
    requestTimeout: 60_000,
    headersTimeout: 15_000,
    maxHeaderSize: 16 * 1024,
  });
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
    [Symbol.asyncDispose]: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
