/** A server on loopback that keeps the bytes it receives and answers as it is told. */
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { createServer as createSecureServer, type TlsOptions } from 'node:tls';

export interface RecordingServer extends AsyncDisposable {
  readonly port: number;
  /** Of each connection, as latin1. */
  readonly received: string[];
  readonly sockets: Set<Socket>;
}

/**
 * @param onConnection gets the socket and the index of its entry in `received`
 * @param tls inside TLS
 */
export async function startRecordingServer(
  onConnection: (socket: Socket, index: number) => void = () => {},
  tls?: TlsOptions,
): Promise<RecordingServer> {
  const received: string[] = [];
  const sockets = new Set<Socket>();
  const onSocket = (socket: Socket) => {
    const index = received.push('') - 1;
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    socket.on('data', (chunk: Buffer) => {
      received[index] += chunk.toString('latin1');
    });
    onConnection(socket, index);
  };
  const server =
    tls === undefined
      ? createServer({ allowHalfOpen: true }, onSocket)
      : createSecureServer({ ...tls, allowHalfOpen: true } as TlsOptions, onSocket);
  // Also those whose handshake has not ended.
  const raw = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    raw.add(socket);
    socket.once('close', () => raw.delete(socket));
    socket.on('error', () => {});
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    received,
    sockets,
    async [Symbol.asyncDispose]() {
      for (const socket of [...sockets, ...raw]) socket.destroy();
      const closed = once(server, 'close');
      server.close();
      await closed;
    },
  };
}

/** Sends back what comes. */
export const startEchoServer = () =>
  startRecordingServer((socket) => {
    socket.on('data', (chunk: Buffer) => socket.write(chunk));
    socket.on('end', () => socket.end());
  });
