/** A request inside a tunnel that the gateway opens: CONNECT, TLS by its own authority, the request. */
import { once } from 'node:events';
import http, { type IncomingMessage } from 'node:http';
import { connect as connectTls } from 'node:tls';

export interface Inside {
  readonly proxyPort: number;
  readonly authorization: string;
  /** PEM of the terminal's authority. */
  readonly ca: string;
}

export interface InsideRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
}

/** The status of the answer. @throws where the tunnel is refused or breaks */
export async function sendInside(
  { proxyPort, authorization, ca }: Inside,
  { method, url, headers, body }: InsideRequest,
): Promise<number> {
  const { hostname, pathname, search } = new URL(url);
  const authority = `${hostname}:443`;
  const asked = http.request({
    host: '127.0.0.1',
    port: proxyPort,
    method: 'CONNECT',
    path: authority,
    headers: { host: authority, 'proxy-authorization': authorization },
    agent: false,
  });
  asked.end();
  const [answer, raw] = await once(asked, 'connect');
  if (answer.statusCode !== 200) throw new Error(`CONNECT ${authority}: ${answer.statusCode}`);
  const socket = connectTls({ socket: raw, servername: hostname, ca, ALPNProtocols: ['http/1.1'] });
  await once(socket, 'secureConnect');
  const sent = http.request({
    createConnection: () => socket,
    method,
    path: `${pathname}${search}`,
    headers: {
      host: hostname,
      ...headers,
      ...(body.length > 0 && { 'content-length': body.length }),
      connection: 'close',
    },
  });
  sent.end(body);
  const [received] = (await once(sent, 'response')) as [IncomingMessage];
  received.resume();
  await once(received, 'end');
  socket.destroy();
  return received.statusCode ?? 0;
}
