/**
 * gateway ─► the proxy above this one (`upstream`) ─► destination. Connections to it and tunnels
 * through it. Its own address is exempt from the zone guard: an administrator named it.
 */
import { connect, type Socket } from 'node:net';
import { type SecureContext, connect as secure } from 'node:tls';
import { hostText } from '../../shared/destination/destination.ts';
import type { CompiledUpstream } from '../../shared/policy/upstream.ts';
import { parentProblem, readConnectAnswer } from './connect-answer.ts';
import type { IsOwnPort } from './own-ports.ts';
import type { Resolve } from './resolve.ts';
import { GatewayError } from './statuses.ts';
import {
  type ConnectWith,
  connectFirst,
  type Deliver,
  openSocket,
  streamSocket,
  type UpstreamSocket,
} from './upstream-socket.ts';

export interface ParentProxyWith {
  readonly resolve: Resolve;
  readonly isOwnPort: IsOwnPort;
  readonly connecting: ConnectWith;
  /** null where this terminal has none for this user of this proxy. */
  readonly password: (proxy: string, user: string) => string | null;
  readonly trust: () => SecureContext;
}

export interface ParentProxy {
  /** `Proxy-Authorization` for it; null where the policy names no user. @throws GatewayError without a password */
  authorization(upstream: CompiledUpstream): string | null;
  /** A connection to it, for requests in absolute form. Rejects with a GatewayError. */
  connect(upstream: CompiledUpstream): Promise<Socket>;
  /**
   * A connection through it, for tunnels. Rejects with a GatewayError.
   * @param address what is kept as the address of the destination
   */
  tunnel(upstream: CompiledUpstream, authority: string, address: string): Promise<UpstreamSocket>;
  /** The same, as an ordinary stream. */
  stream(upstream: CompiledUpstream, authority: string): Promise<Socket>;
}

export function createParentProxy(options: ParentProxyWith): ParentProxy {
  const { resolve, isOwnPort, connecting, trust } = options;
  const { buffers, timeoutMs } = connecting;

  function authorization({ proxy, user }: CompiledUpstream): string | null {
    if (user === null) return null;
    const password = options.password(proxy, user);
    if (password === null) throw new GatewayError('UPSTREAM_NO_CREDENTIAL');
    return `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`;
  }

  async function addressesOf({ destination }: CompiledUpstream): Promise<readonly string[]> {
    let addresses: readonly string[];
    try {
      addresses = await resolve(destination);
    } catch {
      throw new GatewayError('UPSTREAM_NOT_FOUND');
    }
    // A gateway that is its own parent would ask itself for ever.
    if (addresses.some((address) => isOwnPort(address, destination.port))) {
      throw new GatewayError('UPSTREAM_UNREACHABLE');
    }
    return addresses;
  }

  async function open<T extends { readonly socket: Socket }>(
    upstream: CompiledUpstream,
    make: (address: string, port: number) => T,
  ): Promise<T> {
    const addresses = await addressesOf(upstream);
    const { port } = upstream.destination;
    try {
      return await connectFirst(addresses, (address) => make(address, port), connecting);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EMFILE' || code === 'ENFILE' || code === 'ENOBUFS') throw error;
      throw new GatewayError('UPSTREAM_UNREACHABLE');
    }
  }

  async function connectTo(upstream: CompiledUpstream): Promise<Socket> {
    const { socket } = await open(upstream, (host, port) => ({
      socket: connect({ host, port, noDelay: true, allowHalfOpen: true }),
    }));
    return upstream.destination.scheme === 'https' ? overTls(socket, upstream) : socket;
  }

  function overTls(socket: Socket, { destination }: CompiledUpstream): Promise<Socket> {
    const { host, kind } = destination;
    const servername = kind === 'name' ? host : '';
    const secured = secure({ socket, host, servername, secureContext: trust() });
    return new Promise((done, reject) => {
      const fail = () => {
        secured.destroy();
        reject(new GatewayError('UPSTREAM_TLS'));
      };
      secured.setTimeout(timeoutMs, fail);
      secured.on('error', fail);
      secured.once('close', fail);
      secured.once('secureConnect', () => {
        secured.setTimeout(0);
        secured.off('close', fail);
        done(secured);
      });
    });
  }

  async function readable(upstream: CompiledUpstream): Promise<UpstreamSocket> {
    const { destination } = upstream;
    if (destination.scheme === 'https') return streamSocket(await connectTo(upstream), '');
    return open(upstream, (address, port) => openSocket(address, port, buffers));
  }

  function ask(to: UpstreamSocket, upstream: CompiledUpstream, authority: string): Promise<Buffer> {
    const credential = authorization(upstream);
    const field = credential === null ? '' : `Proxy-Authorization: ${credential}\r\n`;
    const request = `CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n${field}\r\n`;
    return askForTunnel(to, request, timeoutMs);
  }

  return {
    authorization,
    connect: connectTo,
    async tunnel(upstream, authority, address) {
      const to = await readable(upstream);
      try {
        const rest = await ask(to, upstream, authority);
        return { ...to, address, start: (deliver) => startWith(rest, to, deliver) };
      } catch (error) {
        to.socket.destroy();
        to.release();
        throw error;
      }
    },
    async stream(upstream, authority) {
      const socket = await connectTo(upstream);
      const to = streamSocket(socket, '');
      try {
        const rest = await ask(to, upstream, authority);
        to.release();
        // In TLS and HTTP the client speaks first.
        if (rest.length > 0) throw new GatewayError('UPSTREAM_BROKE_OFF');
        return socket;
      } catch (error) {
        socket.destroy();
        throw error;
      }
    },
  };
}

/** How a destination stands in a CONNECT. */
export function authorityOf(destination: Parameters<typeof hostText>[0]): string {
  return `${hostText(destination)}:${destination.port}`;
}

/** What the destination said behind the proxy's answer comes first. */
function startWith(rest: Buffer, to: UpstreamSocket, deliver: Deliver): void {
  if (rest.length > 0) deliver(rest);
  to.start(deliver);
}

/** @returns what came behind a 2xx */
function askForTunnel(to: UpstreamSocket, request: string, timeoutMs: number): Promise<Buffer> {
  const { socket } = to;
  return new Promise((resolve, reject) => {
    let bytes: Buffer = Buffer.alloc(0);
    const settle = () => {
      clearTimeout(timer);
      socket.off('error', onBroken).off('end', onBroken).off('close', onBroken);
      // A later error of a destroyed socket has nobody else to hear it.
      socket.on('error', () => {});
    };
    const fail = (error: GatewayError) => {
      settle();
      reject(error);
    };
    const onBroken = () => fail(new GatewayError('UPSTREAM_BROKE_OFF'));
    const timer = setTimeout(() => fail(new GatewayError('UPSTREAM_TIMEOUT')), timeoutMs);
    socket.once('error', onBroken).once('end', onBroken).once('close', onBroken);
    socket.write(request, 'latin1');
    to.start((chunk) => {
      bytes = Buffer.concat([bytes, chunk]);
      const answer = readConnectAnswer(bytes);
      if (answer.state === 'more') return true;
      if (answer.state === 'malformed') fail(new GatewayError('UPSTREAM_BROKE_OFF'));
      else if (answer.status < 300) {
        settle();
        resolve(answer.rest);
      } else fail(new GatewayError(parentProblem(answer.status), answer.status));
      // Nothing more is read before somebody takes it.
      return false;
    });
  });
}
