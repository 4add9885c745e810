/**
 * browser ─TLS, HTTP/1.1→ gateway: requests that ask and carry nothing are read here, one after the
 * other; the first bytes that are anything else take the connection to http.Server for good.
 */
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { type BareHead, readBareHead } from './bare-head.ts';
import type { Carrier } from './carrier.ts';
import { type Exchange, startExchange } from './exchange.ts';
import type { Passage } from './forward.ts';
import type { KeptUpstreams } from './kept-upstreams.ts';
import { rawRefusal, refuseAndClose } from './raw-response.ts';
import type { Refusal } from './refusal.ts';
import type { OpenedTunnel } from './web-request.ts';

/** A request that was decided before http.Server read it. */
export interface Decided {
  readonly passage: Passage;
  /** What is left to do with it is done by this one from now on. */
  adopt(carrier: Carrier): void;
}

export interface BareConnectionsOptions {
  readonly upstreams: KeptUpstreams;
  /** Decides it; never rejects. */
  readonly handle: (head: BareHead, tunnel: OpenedTunnel, carrier: Carrier) => void;
  /** The bytes are put back. @param decided the request that they begin with */
  readonly handOver: (socket: Socket, tunnel: OpenedTunnel, decided: Decided | null) => void;
  /** To the first request. */
  readonly headerMs: number;
  /** Between two requests. */
  readonly keepMs: number;
  /** During one, without a byte. */
  readonly idleMs: number;
}

export interface BareConnections extends Disposable {
  take(socket: Socket, tunnel: OpenedTunnel): void;
}

export function createBareConnections(options: BareConnectionsOptions): BareConnections {
  const { upstreams, handle, handOver, headerMs, keepMs, idleMs } = options;
  const sockets = new Set<Socket>();
  const connection = `Connection: keep-alive\r\nKeep-Alive: timeout=${Math.floor(keepMs / 1_000)}\r\n`;

  function take(socket: Socket, tunnel: OpenedTunnel): void {
    let exchange: Exchange | null = null;
    let isBusy = false;
    /** Came while a request was under way. */
    let behind: Buffer[] = [];

    const leave = () => {
      socket.off('data', onData).off('end', onEnd).off('close', onClose);
      socket.off('drain', onDrain).off('timeout', onTimeout).setTimeout(0);
      sockets.delete(socket);
    };
    const giveAway = (bytes: Buffer, decided: Decided | null) => {
      leave();
      socket.pause();
      socket.unshift(bytes);
      handOver(socket, tunnel, decided);
      socket.resume();
    };
    const onData = (chunk: Buffer) => {
      if (isBusy) {
        // It waits for its turn, and nothing more is read.
        behind.push(chunk);
        socket.pause();
        return;
      }
      const head = readBareHead(chunk);
      if (head === null) {
        giveAway(chunk, null);
        return;
      }
      isBusy = true;
      socket.setTimeout(idleMs);
      handle(head, tunnel, carrierOf(head, chunk));
    };
    const onAnswered = () => {
      exchange = null;
      isBusy = false;
      if (socket.destroyed) return;
      socket.setTimeout(keepMs);
      if (behind.length === 0) return;
      const bytes = Buffer.concat(behind);
      behind = [];
      socket.resume();
      onData(bytes);
    };
    // Browsers leave so; nothing else tells of it while a destination is silent.
    const onEnd = () => {
      // Who has everything and has said goodbye waits for no goodbye.
      if (isBusy || socket.writableLength > 0) socket.destroySoon();
      else socket.destroy();
    };
    const onClose = () => {
      leave();
      exchange?.onGone();
    };
    const onDrain = () => exchange?.onDrain();
    let isSilent = true;
    const onTimeout = () => {
      if (isBusy || !isSilent) socket.destroy();
      else close({ status: 408, code: 'request-timeout', reference: null });
    };
    const close = (refusal: Refusal, accept?: string, extra: Record<string, string> = {}) => {
      leave();
      refuseAndClose(socket, refusal, accept, extra);
    };

    function carrierOf(head: BareHead, chunk: Buffer): Carrier {
      isSilent = false;
      const { accept } = head.headers;
      let adopted: Carrier | null = null;
      const write = (bytes: Buffer) => {
        // An answer to HEAD has no body.
        const isHead = head.method === 'HEAD';
        socket.write(isHead ? bytes.subarray(0, bytes.indexOf('\r\n\r\n') + 4) : bytes);
        onAnswered();
      };
      return {
        act: 'request',
        refuse(refusal, how = {}) {
          if (adopted !== null) adopted.refuse(refusal, how);
          else if (socket.destroyed) return;
          else if (how.close) close(refusal, accept, how.extra);
          else write(rawRefusal(refusal, accept, { ...how.extra, Connection: 'keep-alive' }));
        },
        answer({ status, headers, body }) {
          const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
          const start = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('')}`;
          const length = `Content-Length: ${Buffer.byteLength(body)}\r\n`;
          write(Buffer.from(`${start}${length}${connection}\r\n${body}`));
        },
        askForBody: () => {},
        forward(passage) {
          if (isPlain(passage)) {
            exchange = startExchange(head, passage, {
              upstreams,
              person: socket,
              connection,
              onAnswered,
            });
            return;
          }
          const all = behind.length === 0 ? chunk : Buffer.concat([chunk, ...behind]);
          const adopt = (carrier: Carrier) => {
            adopted = carrier;
          };
          giveAway(all, { passage, adopt });
        },
        drop: () => void socket.destroy(),
        isGone: () => socket.destroyed,
        onGone(listener) {
          socket.once('close', listener);
          return () => void socket.off('close', listener);
        },
      };
    }

    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('data', onData).on('end', onEnd).on('close', onClose);
    socket.on('drain', onDrain).on('timeout', onTimeout).setTimeout(headerMs);
  }

  return {
    take,
    [Symbol.dispose]() {
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** Nothing goes before it or with it, nobody reads the answer, and it goes straight. */
function isPlain({ upstream, onAnswer, body, before, messages }: Passage): boolean {
  return [upstream ?? undefined, onAnswer, body, before, messages].every(
    (each) => each === undefined,
  );
}
