/** A proxy of a hundred lines for tests of the extension: 407, 403 as the gateway says them, tunnel, forward. */
import { request as ask, createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import type { LinkCredentials } from '../../proxy/link/credentials.ts';
import type { PolicyHolder } from '../../proxy/link/policy-holder.ts';
import type { RecentDecisions } from '../../proxy/record/recent-decisions.ts';
import {
  type Destination,
  parseAuthority,
  parseDestination,
  urlText,
} from '../../shared/destination/destination.ts';
import { decideDestination } from '../../shared/policy/decide-destination.ts';
import type { Decision } from '../../shared/policy/decision.ts';
import { decisionId } from '../../shared/policy/decision-id.ts';
import { decideState } from '../../shared/policy/policy-state.ts';

export interface StandInProxy extends AsyncDisposable {
  readonly port: number;
  readonly decisions: Decision[];
  challenges: number;
}

export async function startStandInProxy(options: {
  port?: number;
  credentials: LinkCredentials;
  policy: PolicyHolder;
  recent: RecentDecisions;
}): Promise<StandInProxy> {
  const decisions: Decision[] = [];
  const sockets = new Set<Socket>();

  function decide(destination: Destination, who: { user: string | null; unit: string | null }) {
    const id = decisionId(Date.now(), crypto.getRandomValues(new Uint8Array(5)));
    const state = options.policy.current();
    const closed = decideState(state, id);
    const decision =
      closed ??
      decideDestination(
        (state as Exclude<typeof state, { state: 'none' }>).compiled,
        { destination, ...who, at: Date.now() },
        id,
      );
    decisions.push(decision);
    const url = urlText(destination);
    const { host } = destination;
    const at = new Date().toISOString();
    options.recent.add(who.user, { ...decision, at, url, host, source: 'proxy' });
    return decision;
  }

  const challenge = { 'Proxy-Authenticate': 'Basic realm="Sekisho"', 'Content-Length': '0' };
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const who = options.credentials.check(request.headers['proxy-authorization']);
    if (who === null) {
      proxy.challenges++;
      response.writeHead(407, challenge).end();
      return;
    }
    const parsed = parseDestination(request.url ?? '');
    if (!parsed.ok) {
      response.writeHead(400).end();
      return;
    }
    const decision = decide(parsed.destination, who);
    if (decision.action !== 'allow') {
      response.writeHead(403, { 'Sekisho-Decision': decision.id, 'Content-Type': 'text/plain' });
      response.end(decision.id);
      return;
    }
    const { path, query, port } = parsed.destination;
    const { 'proxy-authorization': _, ...headers } = request.headers;
    const up = ask({
      port,
      host: '127.0.0.1',
      path: query ? `${path}?${query}` : path,
      headers,
      ...(request.method && { method: request.method }),
    });
    up.on('response', (down) => {
      response.writeHead(down.statusCode ?? 502, down.headers);
      down.pipe(response);
    });
    up.on('error', () => response.writeHead(502).end());
    request.pipe(up);
  });

  server.on('connect', (request: IncomingMessage, socket: Socket) => {
    socket.on('error', () => {});
    const who = options.credentials.check(request.headers['proxy-authorization']);
    if (who === null) {
      proxy.challenges++;
      const [name, value] = Object.entries(challenge)[0] ?? [];
      socket.end(`HTTP/1.1 407 x\r\n${name}: ${value}\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    const parsed = parseAuthority(request.url ?? '');
    const decision = parsed.ok ? decide(parsed.destination, who) : null;
    if (!parsed.ok || decision?.action !== 'allow') {
      socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    const up = connect(parsed.destination.port, '127.0.0.1');
    up.on('connect', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      socket.pipe(up).pipe(socket);
    });
    up.on('error', () => socket.end('HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n'));
    socket.on('close', () => up.destroy());
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const proxy = {
    port: (server.address() as AddressInfo).port,
    decisions,
    challenges: 0,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return proxy;
}
