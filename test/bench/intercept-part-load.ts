/** A site over TLS, and what a browser does to a proxy that opens it: handshakes and requests. Loopback. */
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { connect as connectTls, type SecureContext, TLSSocket } from 'node:tls';
import { openTunnel } from './connect-part-load.ts';

const body = Buffer.alloc(1_024, 'x');
const answer = Buffer.concat([
  Buffer.from(
    `HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: ${body.length}\r\nCache-Control: no-store\r\n\r\n`,
  ),
  body,
]);

/** Answers each header block with 1 KB: it is to cost nothing beside the proxies. */
export async function startSecureSite(secureContext: SecureContext) {
  let handshakes = 0;
  const server = createServer((raw) => {
    raw.on('error', () => {});
    const socket = new TLSSocket(raw, { isServer: true, secureContext });
    raw.once('close', () => socket.destroy());
    socket.on('error', () => {});
    socket.once('secure', () => handshakes++);
    let rest = '';
    socket.on('data', (chunk) => {
      rest += chunk.toString('latin1');
      for (let end = rest.indexOf('\r\n\r\n'); end >= 0; end = rest.indexOf('\r\n\r\n')) {
        rest = rest.slice(end + 4);
        socket.write(answer);
      }
    });
  });
  server.listen(0, '127.0.0.1', 4096);
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    /** Made since it was started. */
    get handshakes() {
      return handshakes;
    },
    [Symbol.dispose]: () => void server.close(),
  };
}

async function openInside(proxy: number, port: number): Promise<TLSSocket> {
  const tunnel = await openTunnel(proxy, port);
  const socket = connectTls({ socket: tunnel, rejectUnauthorized: false });
  await once(socket, 'secureConnect');
  return socket;
}

/** One request and its whole answer. */
function ask(socket: TLSSocket, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    let text = '';
    const settle = (error?: Error) => {
      socket.off('data', onData).off('close', onClose);
      if (error === undefined) resolve();
      else reject(error);
    };
    const onClose = () => settle(new Error('closed'));
    const onData = (chunk: Buffer) => {
      text += chunk.toString('latin1');
      const head = text.indexOf('\r\n\r\n');
      if (head < 0) return;
      if (!text.startsWith('HTTP/1.1 200')) settle(new Error(text.slice(0, 200)));
      else if (text.length >= head + 4 + body.length) settle();
    };
    socket.on('data', onData).once('close', onClose);
    socket.write(
      `GET /page?n=1 HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUser-Agent: bench\r\nAccept: text/html\r\nAccept-Language: ja\r\n\r\n`,
    );
  });
}

export interface Counted {
  readonly count: number;
  readonly seconds: number;
  /** Seconds of the proxy's processor time. */
  readonly cpu: number;
}

async function counted(
  ms: number,
  cpu: () => number,
  all: readonly (() => Promise<void>)[],
): Promise<Counted> {
  const began = performance.now();
  const before = cpu();
  let count = 0;
  const again = async (once: () => Promise<void>) => {
    while (performance.now() < began + ms) {
      await once();
      count++;
    }
  };
  await Promise.all(all.map(again));
  return { count, seconds: (performance.now() - began) / 1000, cpu: cpu() - before };
}

/** Requests on connections that are kept, and open before the clock starts. */
export async function request(
  proxy: number,
  port: number,
  ms: number,
  atOnce: number,
  cpu = () => 0,
): Promise<Counted> {
  const sockets = await Promise.all(Array.from({ length: atOnce }, () => openInside(proxy, port)));
  for (const socket of sockets) {
    socket.on('error', () => {});
    await ask(socket, port);
  }
  const done = await counted(
    ms,
    cpu,
    sockets.map((socket) => () => ask(socket, port)),
  );
  for (const socket of sockets) socket.destroy();
  return done;
}

/** Tunnels opened, one handshake and one request in each. */
export async function handshake(
  proxy: number,
  port: number,
  ms: number,
  atOnce: number,
  cpu = () => 0,
): Promise<Counted> {
  const one = async () => {
    const socket = await openInside(proxy, port);
    socket.on('error', () => {});
    await ask(socket, port);
    socket.destroy();
  };
  return counted(ms, cpu, Array(atOnce).fill(one));
}
