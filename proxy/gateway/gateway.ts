/**
 * The forward proxy of the terminal: accept → connect | web request → tunnel | intercept | forward.
 * This file joins the parts and ends them.
 */
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Destination } from '../../shared/destination/destination.ts';
import type { PolicyState } from '../../shared/policy/policy-state.ts';
import type { CertificateAuthority } from '../certificates/authority.ts';
import type { Log } from '../platform/log.ts';
import { type AcceptOptions, awaitRequest } from './accept.ts';
import type { AdmitWith } from './admit.ts';
import { block, type Credential, whoIs } from './barrier.ts';
import { createByteBudget } from './byte-budget.ts';
import { type ConnectOptions, handleConnect, handleMalformedConnect } from './connect.ts';
import type { ContentOptions } from './content-options.ts';
import { createForward } from './forward.ts';
import { namesOtherHost } from './greeting.ts';
import { type InterceptOptions, intercept } from './intercept.ts';
import { createKeptUpstreams } from './kept-upstreams.ts';
import { type Limits, normalLimits } from './limits.ts';
import { createNewDecisionId } from './new-decision-id.ts';
import { createOwnPorts } from './own-ports.ts';
import { createParentProxy, type ParentProxyWith } from './parent-proxy.ts';
import { createPostingSessions } from './posting-sessions.ts';
import { createReadBuffers } from './read-buffers.ts';
import { createRecorder, type RecorderOptions } from './recorder.ts';
import { createResolve, type Resolve } from './resolve.ts';
import { createResolveIfPossible } from './resolve-if-possible.ts';
import { createHeldUploads } from './resumable/held-uploads.ts';
import { type CurrentCredential, createStanding } from './standing.ts';
import { createTrust } from './trust.ts';
import { createUnreadBytes } from './unread-bytes.ts';
import { createWebServer } from './web-server.ts';

export interface Gateway extends AsyncDisposable {
  readonly port: number;
  /** Ends what stands and is no longer allowed: call it when policy or people change. */
  review(): void;
  /** Connections of browsers, tunnels' connections to destinations, large buffers in use, content held: now. */
  readonly open: {
    readonly persons: number;
    readonly upstreams: number;
    readonly lentBuffers: number;
    /** Bytes of content in memory. */
    readonly heldBytes: number;
  };
}

export interface GatewayOptions {
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  /** By the hub's id: lists and entries may be for some terminals. null before the first joining. */
  readonly terminal: string | null;
  readonly policy: () => PolicyState;
  readonly credentials: {
    check(proxyAuthorization: string | undefined): Credential | null;
    /** Without it a credential stands for the same person as long as its connection. */
    current?: CurrentCredential;
  };
  readonly audit: RecorderOptions['audit'];
  readonly recent: RecorderOptions['recent'];
  readonly authority: CertificateAuthority;
  /** What content is looked at with, where the policy says so. */
  readonly content: ContentOptions;
  /** Never opened, on no address of this machine; the gateway's own port is added. */
  readonly ownPorts: readonly number[];
  readonly log: Log;
  readonly resolve?: Resolve;
  readonly now?: () => number;
  readonly acknowledged?: AdmitWith['acknowledged'];
  /** PEM, trusted beside Node's and the system's roots. */
  readonly trust?: readonly string[];
  readonly limits?: Partial<Limits>;
  /** Of a user of the proxy above this one; without it there is none. */
  readonly upstreamPassword?: ParentProxyWith['password'];
}

/** Rejects where the port is taken or may not be opened (`error.code`). */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const { authority, credentials, log, now = Date.now, trust = [] } = options;
  const limits = { ...normalLimits, ...options.limits };
  const { headerMs, idleMs, halfOpenMs, silentMs, handshakeMs } = limits;
  const persons = new Set<Socket>();
  const upstreams = new Set<Socket>();
  const buffers = createReadBuffers();
  const ownPorts = new Set(options.ownPorts);
  const newId = createNewDecisionId();
  const recorder = createRecorder({ audit: options.audit, recent: options.recent, now, log });
  const resolve = options.resolve ?? createResolve();
  const admission: AdmitWith = {
    policy: options.policy,
    terminal: options.terminal,
    resolve,
    resolveIfPossible: createResolveIfPossible({ resolve, now }),
    isOwnPort: createOwnPorts(ownPorts),
    acknowledged: options.acknowledged ?? (() => false),
    onBug: (error) => log.error({ err: error }, 'the gateway failed: refused'),
  };
  const connecting = { buffers, timeoutMs: limits.connectMs, sockets: upstreams };
  const trusted = createTrust(trust);
  const parent = createParentProxy({
    resolve,
    isOwnPort: admission.isOwnPort,
    connecting,
    password: options.upstreamPassword ?? (() => null),
    trust: trusted,
  });
  const forward = createForward({ connectMs: limits.connectMs, idleMs, trust: trusted, parent });
  const kept = createKeptUpstreams({ trust: trusted, connectMs: limits.connectMs, idleMs });
  const current = credentials.current ?? ((credential) => credential);
  const standing = createStanding({ admission, current, now, every: limits.reviewMs });
  const look = {
    content: options.content,
    sessions: createPostingSessions(now),
    budget: createByteBudget(limits.heldBytes, limits.roomMs),
    bodyBytes: limits.bodyBytes,
    uploads: createHeldUploads({ now, most: limits.bodyBytes }),
  };
  const shared = { credentials, current, standing, admission, recorder, look, now, newId };
  const web = createWebServer({ ...shared, forward, upstreams: kept, headerMs, idleMs });

  const interceptWith: InterceptOptions = {
    authority,
    silentMs,
    handshakeMs,
    isOtherHost: (destination, credential, name) =>
      namesOtherHost(openedTunnel(destination, credential), name, shared),
    onOpened: (socket, tunnel) => web.take(socket, tunnel),
    onUnreadable: (destination, credential, why) =>
      void recordUnreadable(destination, credential, why).catch(admission.onBug),
  };
  const acceptWith: AcceptOptions = {
    headerMs,
    silentMs,
    onConnect: (person, reading) => {
      if (reading.state === 'request') void handleConnect(person, reading.request, connectWith);
      else void handleMalformedConnect(person, reading.proxyAuthorization, connectWith);
    },
    onOther: (person) => {
      web.take(person, null);
      person.resume();
    },
  };
  const connectWith: ConnectOptions = {
    ...shared,
    unread: createUnreadBytes(now),
    idleMs,
    halfOpenMs,
    connecting,
    parent,
    onIntercept: (person, destination, credential, head) =>
      intercept(person, destination, credential, head, interceptWith),
    onKept: (person) => awaitRequest(person, acceptWith),
  };

  /** What is said of an opened tunnel as a whole: its requests have their own lines. */
  function openedTunnel(destination: Destination, credential: Credential) {
    const facts = { act: 'connect', method: 'CONNECT', initiator: null, address: null } as const;
    return { ...facts, who: whoIs(credential), destination, state: options.policy() };
  }

  /** An opened tunnel that cannot be read makes one decision of its own: nothing of it leaves. */
  async function recordUnreadable(
    destination: Destination,
    credential: Credential,
    why: string,
  ): Promise<void> {
    const at = now();
    const decision = block('path-unseen', newId(at));
    const tunnel = openedTunnel(destination, credential);
    await recorder.decision({ ...tunnel, decision, handling: 'refuse', at });
    const end = { end: why, status: null, bytesUp: 0, bytesDown: 0 };
    recorder.outcome(decision.id, at, end);
  }

  const server = createServer({ allowHalfOpen: true, noDelay: true, pauseOnConnect: true });
  server.maxConnections = limits.connections;
  server.on('connection', (person) => {
    persons.add(person);
    person.once('close', () => persons.delete(person));
    person.on('error', () => {});
    awaitRequest(person, acceptWith);
  });
  server.on('drop', () => log.warn({ connections: limits.connections }, 'too many connections'));
  server.listen(options.port, options.host);
  await once(server, 'listening');
  // Accepting may fail for a moment (no descriptors left): the gateway goes on.
  server.on('error', (error: NodeJS.ErrnoException) => log.error({ code: error.code }, 'accept'));
  const { port } = server.address() as AddressInfo;
  ownPorts.add(port);

  return {
    port,
    review: standing.review,
    get open() {
      return {
        persons: persons.size,
        upstreams: upstreams.size,
        lentBuffers: buffers.lent,
        heldBytes: look.budget.held,
      };
    },
    async [Symbol.asyncDispose]() {
      const closed = new Promise((resolve) => server.close(resolve));
      standing[Symbol.dispose]();
      web[Symbol.dispose]();
      for (const socket of [...persons, ...upstreams]) socket.destroy();
      forward[Symbol.dispose]();
      kept[Symbol.dispose]();
      await look.uploads[Symbol.asyncDispose]();
      await closed;
      // The last outcome lines; a disk that hangs must not keep the process.
      const stop = new AbortController();
      const late = delay(1_500, undefined, { signal: stop.signal }).catch(() => {});
      await Promise.race([recorder.idle(), late]);
      stop.abort();
    },
  };
}
