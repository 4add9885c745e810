/**
 * gateway ─TCP→ a checked address. Reads into a reused buffer (`onread`, which Node has for
 * sockets that we open): nothing is allocated for each read.
 */
import { connect, type Socket } from 'node:net';
import { largeBytes, type ReadBuffers, smallBytes } from './read-buffers.ts';
import { GatewayError } from './statuses.ts';

/** Takes a chunk that stays valid until `free` is told; says whether it is free already. */
export type Deliver = (chunk: Buffer) => boolean;

export interface UpstreamSocket {
  readonly socket: Socket;
  readonly address: string;
  /** Starts reading. A chunk that `deliver` has not freed stops reading until `freed()`. */
  start(deliver: Deliver): void;
  freed(): void;
  /** The buffers go back: call it when nobody refers to a chunk any more. */
  release(): void;
}

const fullReadsBeforeLarge = 2;

/** Tries one address after the other. Rejects with the last error. */
export function connectUpstream(
  addresses: readonly string[],
  port: number,
  options: ConnectWith,
): Promise<UpstreamSocket> {
  return connectFirst(addresses, (address) => openSocket(address, port, options.buffers), options);
}

/** The same for any kind of connection. @param open begins to connect */
export async function connectFirst<T extends { readonly socket: Socket }>(
  addresses: readonly string[],
  open: (address: string) => T,
  { timeoutMs, sockets }: ConnectWith,
): Promise<T> {
  let last: unknown;
  for (const address of addresses) {
    try {
      return await connectOne(open(address), timeoutMs, sockets);
    } catch (error) {
      last = error;
    }
  }
  throw last;
}

export interface ConnectWith {
  readonly buffers: ReadBuffers;
  readonly timeoutMs: number;
  /** Every socket is in it as long as it is open: whoever stops the gateway ends them. */
  readonly sockets: Set<Socket>;
}

function connectOne<T extends { readonly socket: Socket }>(
  upstream: T,
  timeoutMs: number,
  sockets: Set<Socket>,
): Promise<T> {
  const { socket } = upstream;
  sockets.add(socket);
  socket.once('close', () => sockets.delete(socket));
  return new Promise((resolve, reject) => {
    const onLate = () => socket.destroy(new GatewayError('CONNECT_TIMEOUT'));
    const settle = () => {
      socket.off('timeout', onLate).off('error', onError).off('close', onClose).setTimeout(0);
    };
    const onError = (error: Error) => {
      settle();
      // A later error of a destroyed socket has nobody else to hear it.
      socket.on('error', () => {});
      reject(error);
    };
    const onClose = () => onError(new GatewayError('ECONNABORTED'));
    socket.once('error', onError).once('close', onClose).setTimeout(timeoutMs, onLate);
    socket.once('connect', () => {
      settle();
      resolve(upstream);
    });
  });
}

/** Begins to connect. */
export function openSocket(address: string, port: number, buffers: ReadBuffers): UpstreamSocket {
  let deliver: Deliver = () => false;
  let large: Buffer | null = null;
  let small: Buffer | null = null;
  let fullReads = 0;
  let next: Buffer | null = null;
  let isFree = true;

  /** What the next read goes into, where it is another buffer than before. */
  function choose(read: number): Buffer | null {
    if (large === null) {
      fullReads = read === smallBytes ? fullReads + 1 : 0;
      if (fullReads < fullReadsBeforeLarge) return null;
      fullReads = 0;
      large = buffers.borrow();
      return large;
    }
    // The pouring has ended: an idle tunnel must not keep what others can use.
    if (read > largeBytes / 64) return null;
    buffers.giveBack(large);
    large = null;
    small ??= buffers.small();
    return small;
  }

  const socket = connect({
    host: address,
    port,
    allowHalfOpen: true,
    noDelay: true,
    onread: {
      buffer: () => {
        if (small === null) {
          small = buffers.small();
          return small;
        }
        const chosen = next;
        next = null;
        // Node keeps the buffer where this gives none.
        return chosen as Buffer;
      },
      callback: (read, buffer) => {
        isFree = deliver((buffer as Buffer).subarray(0, read));
        if (isFree) next = choose(read);
        return isFree;
      },
    },
  });
  // Nothing is read before somebody takes it: a server may speak first.
  socket.pause();

  return {
    socket,
    address,
    start(to) {
      deliver = to;
      isFree = true;
      socket.resume();
    },
    freed() {
      if (isFree) return;
      isFree = true;
      if (!socket.destroyed) socket.resume();
    },
    release() {
      if (large !== null) buffers.giveBack(large);
      if (small !== null) buffers.giveBackSmall(small);
      large = small = null;
    },
  };
}

/** A connection that is there already, perhaps inside TLS. `release` leaves it as if nobody had read. */
export function streamSocket(socket: Socket, address: string): UpstreamSocket {
  let deliver: Deliver | null = null;
  let isFree = true;
  const read = () => {
    while (isFree && deliver !== null) {
      const chunk: Buffer | null = socket.read();
      if (chunk === null) return;
      isFree = deliver(chunk);
    }
  };
  return {
    socket,
    address,
    start(to) {
      if (deliver === null) socket.on('readable', read);
      deliver = to;
      isFree = true;
      read();
    },
    freed() {
      isFree = true;
      read();
    },
    release() {
      deliver = null;
      socket.off('readable', read);
    },
  };
}
