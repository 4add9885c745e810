/** A server on loopback that keeps the bytes it receives and answers as it is told. */
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';

export interface RecordingServer extends AsyncDisposable {
  readonly port: number;
  /** Of each connection, as latin1. */
  readonly received: string[];
  readonly sockets: Set<Socket>;
}

/** @param onConnection gets the socket and the index of its entry in `received` */
export async function startRecordingServer(
  onConnection: (socket: Socket, index: number) => void = () => {},
): Promise<RecordingServer> {
  const received: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    const index = received.push('') - 1;
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    socket.on('data', (chunk: Buffer) => {
      received[index] += chunk.toString('latin1');
    });
    onConnection(socket, index);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    received,
    sockets,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
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
