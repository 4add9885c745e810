/** A browser's HTTP/2 inside an opened tunnel of a test's gateway. */
import { once } from 'node:events';
import http2, { type ClientHttp2Session, type IncomingHttpHeaders } from 'node:http2';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { openRawClient } from './raw-client.ts';
import { credentialLine, type TestGateway } from './test-gateway.ts';

export interface Http2Inside extends Disposable {
  readonly session: ClientHttp2Session;
  readonly socket: TLSSocket;
  /** Resolves with what has come when the stream has ended or was reset. */
  ask(
    headers: Readonly<Record<string, string>>,
    body?: string | Uint8Array | readonly (string | Uint8Array)[],
  ): Promise<StreamAnswer>;
}

export interface StreamAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly trailers: IncomingHttpHeaders;
  readonly text: string;
  /** Of the reset; 0: none. */
  readonly code: number;
}

/** CONNECT, then TLS by which HTTP/2 is agreed upon. */
export async function openTlsInside(
  { port, authority }: Pick<TestGateway, 'port' | 'authority'>,
  host: string,
  servername = host.split(':')[0] as string,
): Promise<TLSSocket> {
  const raw = await openRawClient(port);
  raw.send(`CONNECT ${host} HTTP/1.1\r\nHost: ${host}\r\n${credentialLine}\r\n`);
  await raw.until('200 Connection Established\r\n\r\n');
  raw.socket.removeAllListeners('data');
  const socket = connectTls({
    socket: raw.socket,
    servername,
    ca: authority.caPem,
    ALPNProtocols: ['h2', 'http/1.1'],
    checkServerIdentity: () => undefined,
  });
  await once(socket, 'secureConnect');
  return socket;
}

export async function openHttp2Inside(
  world: Pick<TestGateway, 'port' | 'authority'>,
  host: string,
  servername?: string,
): Promise<Http2Inside> {
  const socket = await openTlsInside(world, host, servername);
  const session = http2.connect(`https://${host}`, { createConnection: () => socket });
  session.on('error', () => {});
  await once(session, 'connect');
  return {
    session,
    socket,
    ask(headers, body) {
      const method = body === undefined ? 'GET' : 'POST';
      const all = { ':method': method, ':path': '/', ':authority': host, ...headers };
      const stream = session.request(all, { endStream: body === undefined });
      const answer = answerOf(stream);
      for (const piece of Array.isArray(body) ? body : body === undefined ? [] : [body]) {
        stream.write(piece);
      }
      if (body !== undefined) stream.end();
      return answer;
    },
    [Symbol.dispose]: () => session.destroy(),
  };
}

export function answerOf(stream: http2.ClientHttp2Stream): Promise<StreamAnswer> {
  let headers: IncomingHttpHeaders = {};
  let trailers: IncomingHttpHeaders = {};
  const chunks: Buffer[] = [];
  stream.on('error', () => {});
  stream.on('response', (came) => {
    headers = came;
  });
  stream.on('trailers', (came) => {
    trailers = came;
  });
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  return new Promise((resolve) => {
    stream.once('close', () =>
      resolve({
        status: Number(headers[':status'] ?? 0),
        headers,
        trailers,
        text: Buffer.concat(chunks).toString('utf8'),
        code: stream.rstCode ?? 0,
      }),
    );
  });
}
