/** A site over TLS whose answers are bytes, and a gateway that opens the tunnels to it. */
import type { TLSSocket } from 'node:tls';
import type { GatewayOptions } from '../../proxy/gateway/gateway.ts';
import { openInside } from './behind-parent.ts';
import { startRecordingServer } from './recording-server.ts';
import { openSiteAuthority } from './site-authority.ts';
import { startTestGateway, type TestPolicy, testPolicy } from './test-gateway.ts';

export type AnsweringSite = Awaited<ReturnType<typeof startAnsweringSite>>;

/** @param answer is called with each head that comes; a text is written */
export async function startAnsweringSite(
  answer: (head: string, socket: TLSSocket) => string | undefined,
  policy: TestPolicy = {},
  options: Partial<GatewayOptions> = {},
) {
  const stack = new AsyncDisposableStack();
  const sites = stack.use(await openSiteAuthority());
  const context = sites.authority.contextFor('city.localhost');
  const site = stack.use(
    await startRecordingServer(
      (socket) => {
        let rest = '';
        socket.on('data', (chunk: Buffer) => {
          rest += chunk.toString('latin1');
          for (let end = rest.indexOf('\r\n\r\n'); end >= 0; end = rest.indexOf('\r\n\r\n')) {
            const text = answer(rest.slice(0, end + 4), socket as TLSSocket);
            rest = rest.slice(end + 4);
            if (text !== undefined) socket.write(text, 'latin1');
          }
        });
        socket.on('end', () => socket.end());
      },
      { SNICallback: (_name, give) => give(null, context) },
    ),
  );
  const open = [site.port, ...(policy.open ?? [])];
  const world = stack.use(
    await startTestGateway(testPolicy({ intercept: '{ default: true }', ...policy, open }), {
      trust: [sites.caPem],
      ...options,
    }),
  );
  const authority = `city.localhost:${site.port}`;
  return {
    site,
    world,
    authority,
    open: () => openInside(world, authority),
    request: (path = '/', lines = '', method = 'GET') =>
      `${method} ${path} HTTP/1.1\r\nHost: ${authority}\r\n${lines}\r\n`,
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

export const ok = (body: string, lines = '') =>
  `HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n${lines}\r\n${body}`;
