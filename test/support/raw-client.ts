/** Bytes in, bytes out: what an HTTP library would not let a test send. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

export interface RawClient extends Disposable {
  readonly socket: Socket;
  /** Everything received so far, as latin1. */
  received(): string;
  send(text: string | Uint8Array): void;
  /** Resolves with what has come when it holds the text, or rejects when the connection closes before. */
  until(text: string): Promise<string>;
  /** Resolves with everything when the other side has closed. */
  closed(): Promise<string>;
}

export async function openRawClient(port: number, host = '127.0.0.1'): Promise<RawClient> {
  const socket = connect({ port, host });
  await once(socket, 'connect');
  return rawClient(socket);
}

export function rawClient(socket: Socket): RawClient {
  const chunks: Buffer[] = [];
  const received = () => Buffer.concat(chunks).toString('latin1');
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  socket.on('error', () => {});
  return {
    socket,
    received,
    send: (text) =>
      void socket.write(typeof text === 'string' ? Buffer.from(text, 'latin1') : text),
    until: (text) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (!received().includes(text)) return;
          socket.off('data', look).off('close', gone);
          resolve(received());
        };
        const gone = () =>
          reject(
            new Error(`closed before ${JSON.stringify(text)}; got ${JSON.stringify(received())}`),
          );
        socket.on('data', look);
        socket.once('close', gone);
        look();
        if (socket.closed) gone();
      }),
    closed: async () => {
      // Not events.once: an error before the close would reject it.
      if (!socket.closed) await new Promise((resolve) => socket.once('close', resolve));
      return received();
    },
    [Symbol.dispose]: () => void socket.destroy(),
  };
}
