/**
 * gateway ─TLS, verified→ a checked address: connections that are kept from one exchange to the
 * next. One that says something unasked, or that anybody left in mid-answer, is never used again.
 */
import type { OnReadOpts } from 'node:net';
import { type ConnectionOptions, connect, type SecureContext, type TLSSocket } from 'node:tls';
import type { Destination } from '../../shared/destination/destination.ts';
import { GatewayError } from './statuses.ts';

/** Who has the connection now. */
export interface UpstreamUser {
  /** @param chunk stays valid during this call alone: the next read goes into the same memory */
  onData(chunk: Buffer): void;
  /** No more will come. */
  onEnd(): void;
  /** It is destroyed. `ECONNABORTED` where nothing else is known. */
  onError(error: Error): void;
}

export interface KeptUpstream {
  /** Another exchange went before. */
  readonly isReused: boolean;
  /** Is written once the certificate has been verified. */
  send(head: string): void;
  pause(): void;
  resume(): void;
  /** The answer is over, to its last byte. @param keepMs 0: it is not used again */
  release(keepMs: number): void;
  destroy(): void;
}

export interface KeptUpstreams extends Disposable {
  /**
   * @param address checked: the connection goes there and nowhere else
   * @param isFresh none that was used before
   */
  take(
    address: string,
    destination: Destination,
    user: UpstreamUser,
    isFresh: boolean,
  ): KeptUpstream;
}

export interface KeptUpstreamsOptions {
  readonly trust: () => SecureContext;
  readonly connectMs: number;
  readonly idleMs: number;
}

interface Connection {
  readonly key: string;
  readonly socket: TLSSocket;
  user: UpstreamUser | null;
  isReused: boolean;
  isSecure: boolean;
  head: string | null;
}

/** Of one address, port and name. */
const mostFree = 128;
const mostSessions = 100;
/** Of all connections: whoever is told of a read has copied what he keeps when the next one comes. */
const readBytes = 65_536;

export function createKeptUpstreams({
  trust,
  connectMs,
  idleMs,
}: KeptUpstreamsOptions): KeptUpstreams {
  const all = new Set<Connection>();
  const free = new Map<string, Connection[]>();
  const sessions = new Map<string, Buffer>();
  const buffer = Buffer.allocUnsafeSlow(readBytes);

  function open(key: string, address: string, destination: Destination): Connection {
    const session = sessions.get(key);
    const options: ConnectionOptions & { onread: OnReadOpts } = {
      host: address,
      port: destination.port,
      // No name is sent for an address; the certificate must then name the address.
      servername: destination.kind === 'name' ? destination.host : '',
      secureContext: trust(),
      ALPNProtocols: ['http/1.1'],
      ...(session !== undefined && { session }),
      onread: {
        buffer,
        callback(length: number) {
          // Nobody asked: whatever it is would be taken for the next answer's beginning.
          if (own.user === null) socket.destroy();
          else own.user.onData(buffer.subarray(0, length));
          return true;
        },
      },
    };
    const socket = connect(options);
    socket.setNoDelay(true);
    const own: Connection = {
      key,
      socket,
      user: null,
      isReused: false,
      isSecure: false,
      head: null,
    };
    all.add(own);
    const late = setTimeout(() => socket.destroy(new GatewayError('CONNECT_TIMEOUT')), connectMs);
    socket.setTimeout(idleMs, () =>
      socket.destroy(own.user === null ? undefined : new GatewayError('RESPONSE_TIMEOUT')),
    );
    socket.once('secureConnect', () => {
      clearTimeout(late);
      own.isSecure = true;
      if (own.head !== null) socket.write(own.head, 'latin1');
    });
    socket.on('session', (ticket: Buffer) => remember(key, ticket));
    socket.on('end', () => {
      if (own.user === null) socket.destroy();
      else own.user.onEnd();
    });
    socket.on('error', (error) => {
      sessions.delete(key);
      tell(own, error);
    });
    socket.once('close', () => {
      clearTimeout(late);
      all.delete(own);
      forget(own);
      tell(own, new GatewayError('ECONNABORTED'));
    });
    return own;
  }

  function tell(own: Connection, error: Error): void {
    const { user } = own;
    own.user = null;
    user?.onError(error);
  }

  function remember(key: string, ticket: Buffer): void {
    sessions.delete(key);
    sessions.set(key, ticket);
    if (sessions.size > mostSessions) sessions.delete(sessions.keys().next().value as string);
  }

  function forget(own: Connection): void {
    const those = free.get(own.key);
    const at = those?.indexOf(own) ?? -1;
    if (those === undefined || at < 0) return;
    those.splice(at, 1);
    if (those.length === 0) free.delete(own.key);
  }

  /** The one that was used last: the others may close. */
  function reuse(key: string): Connection | null {
    const own = free.get(key)?.at(-1);
    if (own === undefined) return null;
    forget(own);
    own.isReused = true;
    own.socket.setTimeout(idleMs);
    return own;
  }

  return {
    take(address, destination, user, isFresh) {
      const { host, port } = destination;
      const key = `${address} ${port} ${host}`;
      const own = (isFresh ? null : reuse(key)) ?? open(key, address, destination);
      const { socket } = own;
      own.user = user;
      return {
        isReused: own.isReused,
        send(head) {
          if (own.isSecure) socket.write(head, 'latin1');
          else own.head = head;
        },
        pause() {
          if (own.user === user) socket.pause();
        },
        resume() {
          if (own.user === user) socket.resume();
        },
        release(keepMs) {
          if (own.user !== user) return;
          own.user = null;
          const those = free.get(key);
          if (keepMs === 0 || socket.destroyed || (those?.length ?? 0) >= mostFree) {
            socket.destroy();
            return;
          }
          if (those === undefined) free.set(key, [own]);
          else those.push(own);
          socket.setTimeout(keepMs);
          socket.resume();
        },
        destroy() {
          if (own.user !== user) return;
          own.user = null;
          socket.destroy();
        },
      };
    },
    [Symbol.dispose]() {
      for (const { socket } of all) socket.destroy();
    },
  };
}
