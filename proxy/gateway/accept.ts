/**
 * browser ─first bytes→ gateway: CONNECT goes to our own reader, everything else to http.Server
 * with the bytes put back. A connection that says nothing is left alone for a while; one that has
 * begun must finish its header block in time.
 */
import type { Socket } from 'node:net';
import { type ConnectReading, readConnect } from './connect-reader.ts';
import { refuseAndClose } from './raw-response.ts';

export interface AcceptOptions {
  /** From the first byte to the end of the header block. */
  readonly headerMs: number;
  /** Without any byte: browsers open connections ahead of need. */
  readonly silentMs: number;
  /** The socket is paused and has no listeners of ours but one for errors. */
  readonly onConnect: (
    socket: Socket,
    reading: Extract<ConnectReading, { state: 'request' | 'malformed' }>,
  ) => void;
  /** The socket is paused, its bytes are put back. */
  readonly onOther: (socket: Socket) => void;
}

const word = Buffer.from('CONNECT ');
/** A header block in crumbs is an attack on our time: every crumb is another look at the whole. */
const mostPieces = 256;

/** Reads one request; call it again for the next one on a connection that is kept. */
export function awaitRequest(socket: Socket, options: AcceptOptions): void {
  let bytes: Buffer | null = null;
  let pieces = 0;
  let timer = setTimeout(() => socket.destroy(), options.silentMs);

  const stop = () => {
    clearTimeout(timer);
    socket.off('data', onData).off('end', onEnd).off('close', stop);
  };
  // Half open is for tunnels: whoever closes before asking wants nothing.
  const onEnd = () => {
    stop();
    socket.destroy();
  };
  const onData = (chunk: Buffer) => {
    if (bytes === null) {
      clearTimeout(timer);
      timer = setTimeout(onLate, options.headerMs);
    }
    bytes = bytes === null ? chunk : Buffer.concat([bytes, chunk]);
    pieces++;
    if (!bytes.subarray(0, 8).equals(word.subarray(0, bytes.length))) {
      stop();
      socket.pause();
      socket.unshift(bytes);
      options.onOther(socket);
      return;
    }
    if (bytes.length >= word.length) read(bytes);
  };
  const read = (all: Buffer) => {
    const reading = readConnect(all);
    if (reading.state === 'more' && pieces < mostPieces) return;
    stop();
    if (reading.state === 'request' || reading.state === 'malformed') {
      socket.pause();
      options.onConnect(socket, reading);
    } else {
      const isLarge = reading.state === 'refused' && reading.status === 431;
      refuseAndClose(
        socket,
        isLarge
          ? { status: 431, code: 'headers-too-large', reference: null }
          : { status: 400, code: 'bad-request', reference: null },
      );
    }
  };
  const onLate = () => {
    stop();
    refuseAndClose(socket, { status: 408, code: 'request-timeout', reference: null });
  };
  socket.on('data', onData).on('end', onEnd).on('close', stop);
  socket.resume();
  if (socket.readableEnded) onEnd();
}
