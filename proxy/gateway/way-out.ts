/**
 * Which connection a request leaves by, as options for http-proxy: to a checked address, or through
 * the proxy above this one.
 */
import http from 'node:http';
import https from 'node:https';
import type { SecureContext } from 'node:tls';
import { type Destination, urlText } from '../../shared/destination/destination.ts';
import type { CompiledUpstream } from '../../shared/policy/upstream.ts';
import { createParentAgents } from './parent-agents.ts';
import type { ParentProxy } from './parent-proxy.ts';
import { type Failure, failureOf, GatewayError } from './statuses.ts';

export interface Leaving {
  readonly destination: Destination;
  /** Checked: the connection goes there and nowhere else, where it does not go through `upstream`. */
  readonly address: string;
  readonly upstream: CompiledUpstream | null;
}

export interface WaysOut extends Disposable {
  /** @param isOnce on a connection of its own, which is not used again */
  options(leaving: Leaving, isOnce: boolean): object;
  /** Fields that the next hop wants in the place of the browser's. @throws GatewayError */
  headers(leaving: Leaving): http.IncomingHttpHeaders;
}

export function createWaysOut(trust: () => SecureContext, parent: ParentProxy): WaysOut {
  const kept = { keepAlive: true, maxFreeSockets: 128, maxSockets: 256, timeout: 4_000 } as const;
  const straight = { plain: new http.Agent(kept), secure: new https.Agent(kept) };
  const parents = createParentAgents(parent);

  /** undefined: a fresh connection, straight to the address. */
  function agent({ destination, upstream }: Leaving, isSecure: boolean, isOnce: boolean) {
    if (upstream === null) {
      if (isOnce) return undefined;
      return isSecure ? straight.secure : straight.plain;
    }
    const agents = parents.of(upstream);
    if (isSecure) return isOnce ? agents.once.secure : agents.secure;
    if (destination.scheme === 'ws') return agents.once.plain;
    return isOnce ? agents.once.absolute : agents.absolute;
  }

  return {
    options(leaving, isOnce) {
      const { destination, address, upstream } = leaving;
      const isSecure = destination.scheme === 'https' || destination.scheme === 'wss';
      const chosen = agent(leaving, isSecure, isOnce);
      const to = upstream === null ? address : destination.host;
      const host = { host: to, hostname: to, port: destination.port };
      const by = chosen === undefined ? {} : { agent: chosen };
      if (!isSecure) return { target: { ...host, protocol: 'http:' }, ...by };
      return {
        target: { ...host, protocol: 'https:' },
        ...by,
        ssl: {
          // No name is sent for an address; the certificate must then name the address.
          servername: destination.kind === 'name' ? destination.host : '',
          secureContext: trust(),
          ALPNProtocols: ['http/1.1'],
        },
      };
    },
    headers(leaving) {
      const { upstream, destination } = leaving;
      if (upstream === null || !isAbsolute(leaving)) return {};
      const credential = parent.authorization(upstream);
      return {
        // Of the canonical URL (RFC 9112, 3.2.2).
        host: urlText({ ...destination, path: '', query: '' }).slice('http://'.length),
        ...(credential !== null && { 'proxy-authorization': credential }),
      };
    },
    [Symbol.dispose]() {
      straight.plain.destroy();
      straight.secure.destroy();
      parents[Symbol.dispose]();
    },
  };
}

/** In absolute form to the proxy above this one itself; everything else has a tunnel. */
export function isAbsolute({ upstream, destination }: Leaving): boolean {
  return upstream !== null && destination.scheme === 'http';
}

/** Whose connection it was that failed: in absolute form there is only the one to the proxy. */
export function failureThrough(error: unknown, leaving: Leaving): Failure {
  const failure = failureOf(error);
  if (!isAbsolute(leaving)) return failure;
  switch (failure.code) {
    case 'destination-timeout':
      return failureOf(new GatewayError('UPSTREAM_TIMEOUT'));
    case 'destination-broke-off':
    case 'destination-malformed':
    case 'destination-failed':
      return failureOf(new GatewayError('UPSTREAM_BROKE_OFF'));
    default:
      return failure;
  }
}
