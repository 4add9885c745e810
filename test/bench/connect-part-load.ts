/** What a browser does to a proxy, as fast as it goes: tunnels opened, filled, held. Loopback only. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface Sites extends Disposable {
  readonly echo: number;
  readonly pour: number;
  readonly sink: number;
}

const piece = Buffer.alloc(1 << 18);

export async function startSites(): Promise<Sites> {
  const start = async (onSocket: (socket: Socket) => void) => {
    const server = createServer({ noDelay: true }, (socket) => {
      socket.on('error', () => {});
      onSocket(socket);
    });
    server.listen(0, '127.0.0.1', 4096);
    await once(server, 'listening');
    return { server, port: (server.address() as AddressInfo).port };
  };
  const echo = await start((socket) => socket.on('data', (chunk) => socket.write(chunk)));
  const pour = await start((socket) => {
    const fill = () => {
      while (!socket.destroyed && socket.write(piece));
    };
    socket.on('drain', fill);
    fill();
  });
  const sink = await start((socket) => socket.resume());
  return {
    echo: echo.port,
    pour: pour.port,
    sink: sink.port,
    [Symbol.dispose]() {
      for (const { server } of [echo, pour, sink]) server.close();
    },
  };
}

/** Resolves when the proxy has answered 200. */
export function openTunnel(proxy: number, port: number): Promise<Socket> {
  const socket = connect({ port: proxy, host: '127.0.0.1', noDelay: true });
  socket.write(
    `CONNECT 127.0.0.1:${port} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUser-Agent: bench\r\nProxy-Authorization: Basic eDp5\r\n\r\n`,
  );
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.once('data', (chunk: Buffer) => {
      if (chunk.subarray(9, 12).toString() === '200') resolve(socket);
      else reject(new Error(chunk.toString('latin1')));
    });
  });
}

/** Tunnels opened, used for one byte each way and closed, `atOnce` of them side by side. @returns their number */
export async function openAndClose(proxy: number, echo: number, ms: number, atOnce: number) {
  const end = performance.now() + ms;
  let count = 0;
  const one = async () => {
    while (performance.now() < end) {
      const socket = await openTunnel(proxy, echo);
      socket.write('x');
      await once(socket, 'data');
      socket.destroy();
      count++;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  return count;
}

/** Megabytes a second through one tunnel. */
export async function download(proxy: number, pour: number, ms: number): Promise<number> {
  const socket = await openTunnel(proxy, pour);
  const began = performance.now();
  let bytes = 0;
  socket.on('data', (chunk) => {
    bytes += chunk.length;
  });
  await new Promise((resolve) => setTimeout(resolve, ms));
  socket.destroy();
  return bytes / 1e6 / ((performance.now() - began) / 1000);
}

export async function upload(proxy: number, sink: number, ms: number): Promise<number> {
  const socket = await openTunnel(proxy, sink);
  const began = performance.now();
  const end = began + ms;
  let bytes = 0;
  while (performance.now() < end) {
    await new Promise((resolve) => socket.write(piece, resolve));
    bytes += piece.length;
  }
  socket.destroy();
  return bytes / 1e6 / ((performance.now() - began) / 1000);
}
