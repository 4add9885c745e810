/** A real receiver of webhooks on a free port of this machine, and what it got. */
import http, { type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface HookReceiver extends AsyncDisposable {
  readonly port: number;
  readonly got: readonly { headers: IncomingHttpHeaders; body: string; path: string }[];
  answer(status: number, headers?: Record<string, string>): void;
}

export async function startHookReceiver(): Promise<HookReceiver> {
  const got: { headers: IncomingHttpHeaders; body: string; path: string }[] = [];
  let answer: readonly [number, Record<string, string>] = [204, {}];
  const server = http.createServer(async (request, response) => {
    const body = await text(request);
    got.push({ headers: request.headers, body, path: request.url ?? '' });
    response.writeHead(...answer).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    got,
    answer: (status, headers = {}) => {
      answer = [status, headers];
    },
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
