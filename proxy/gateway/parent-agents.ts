/**
 * The agents by which requests go through the proxy above this one:
 *   http           absolute form to the proxy itself
 *   https, wss, ws a tunnel through it, and in it what would have gone straight
 */
import http, { type ClientRequest, type RequestOptions } from 'node:http';
import https from 'node:https';
import type { Duplex } from 'node:stream';
import type { CompiledUpstream } from '../../shared/policy/upstream.ts';
import type { ParentProxy } from './parent-proxy.ts';

export interface ParentAgents {
  readonly absolute: http.Agent;
  readonly secure: https.Agent;
  /** A connection for one request: of an upgrade, or where a kept one has died. */
  readonly once: {
    readonly absolute: http.Agent;
    readonly secure: https.Agent;
    readonly plain: http.Agent;
  };
}

type OnSocket = (error: Error | null, socket: Duplex) => void;
type Connecting = RequestOptions & { host?: string | null };

/** Kept for each proxy and user: a new revision of the policy goes on with the connections of the last. */
export function createParentAgents(
  parent: ParentProxy,
): { of(upstream: CompiledUpstream): ParentAgents } & Disposable {
  const kept = new Map<string, ParentAgents>();
  return {
    of(upstream) {
      const key = `${upstream.proxy} ${upstream.user ?? ''}`;
      const known = kept.get(key);
      if (known !== undefined) return known;
      const alive = { keepAlive: true, maxFreeSockets: 128, timeout: 4_000 };
      const open = () => parent.connect(upstream);
      const tunnel = through(parent, upstream);
      const agents = {
        // All hosts share the connections to the proxy.
        absolute: new AbsoluteFormAgent(open, { ...alive, maxSockets: 1024 }),
        secure: new SecureTunnelAgent(tunnel, { ...alive, maxSockets: 256 }),
        once: {
          absolute: new AbsoluteFormAgent(open, {}),
          secure: new SecureTunnelAgent(tunnel, {}),
          plain: new TunnelAgent(tunnel, {}),
        },
      };
      kept.set(key, agents);
      return agents;
    },
    [Symbol.dispose]() {
      for (const { absolute, secure, once } of kept.values()) {
        for (const agent of [absolute, secure, ...Object.values(once)]) agent.destroy();
      }
    },
  };
}

type Open = (options: Connecting) => Promise<Duplex>;

function through(parent: ParentProxy, upstream: CompiledUpstream): Open {
  return ({ host, port }) => {
    const name = host ?? '';
    return parent.stream(upstream, `${name.includes(':') ? `[${name}]` : name}:${port}`);
  };
}

class TunnelAgent extends http.Agent {
  readonly #open: Open;
  constructor(open: Open, options: http.AgentOptions) {
    super(options);
    this.#open = open;
  }
  override createConnection(options: Connecting, onSocket?: OnSocket): undefined {
    this.#open(options).then(
      (socket) => onSocket?.(null, socket),
      (error) => onSocket?.(error, undefined as never),
    );
  }
}

/** RFC 9112, 3.2.2: to a proxy the target is the whole URL. Host is the canonical one that was decided. */
class AbsoluteFormAgent extends TunnelAgent {
  addRequest(request: ClientRequest, options: RequestOptions): void {
    request.path = `http://${request.getHeader('host')}${request.path}`;
    // Node's own, which its types do not tell; no head has been written yet.
    (http.Agent.prototype as unknown as AbsoluteFormAgent).addRequest.call(this, request, options);
  }
}

class SecureTunnelAgent extends https.Agent {
  readonly #open: Open;
  constructor(open: Open, options: https.AgentOptions) {
    super(options);
    this.#open = open;
  }
  override createConnection(options: Connecting, onSocket?: OnSocket): undefined {
    this.#open(options).then(
      (socket) => {
        // Node's own: TLS over the given socket, with the agent's memory of sessions.
        const secured = super.createConnection({ ...options, socket } as never);
        onSocket?.(null, secured as Duplex);
      },
      (error) => onSocket?.(error, undefined as never),
    );
  }
}
