/**
 * browser ─CONNECT→ gateway: decide, then tunnel (bytes unread), intercept, or refuse.
 * The decision line is durable before a byte of the person's leaves; connecting may run beside it.
 */
import type { Socket } from 'node:net';
import type { Destination } from '../../shared/destination/destination.ts';
import { decideMalformed } from '../../shared/policy/decide-destination.ts';
import { decideUnreadUpload } from '../../shared/policy/decide-unread-upload.ts';
import { type AdmitWith, admit, type Decided } from './admit.ts';
import { type Asked, block, type Credential, internalError, whoIs } from './barrier.ts';
import type { ConnectRequest } from './connect-reader.ts';
import { createGreeting, type Greeting } from './greeting.ts';
import { authorityOf, type ParentProxy } from './parent-proxy.ts';
import { challenge, established, rawRefusal, refuseAndClose } from './raw-response.ts';
import type { DecisionFacts, Recorder } from './recorder.ts';
import { refusalOf } from './refusal.ts';
import type { Standing } from './standing.ts';
import { type Failure, failureOf } from './statuses.ts';
import { joinTunnel, type TunnelEnd } from './tunnel.ts';
import type { UnreadBytes } from './unread-bytes.ts';
import { limitUnread, type UnreadLimit } from './unread-limit.ts';
import { type ConnectWith, connectUpstream, type UpstreamSocket } from './upstream-socket.ts';

export interface ConnectOptions {
  readonly credentials: { check(proxyAuthorization: string | undefined): Credential | null };
  readonly admission: AdmitWith;
  readonly recorder: Recorder;
  readonly connecting: ConnectWith;
  readonly parent: Pick<ParentProxy, 'tunnel'>;
  readonly standing: Pick<Standing, 'add'>;
  readonly unread: UnreadBytes;
  readonly idleMs: number;
  readonly halfOpenMs: number;
  readonly now: () => number;
  readonly newId: (at: number) => string;
  readonly onIntercept: (
    person: Socket,
    destination: Destination,
    credential: Credential,
    head: Buffer,
  ) => void;
  /** The connection waits for its next request. */
  readonly onKept: (person: Socket) => void;
}

const credentialNeeded = { status: 407, code: 'credential-needed', reference: null } as const;

export async function handleConnect(
  person: Socket,
  request: ConnectRequest,
  options: ConnectOptions,
): Promise<void> {
  const at = options.now();
  const id = options.newId(at);
  try {
    await carryOut(person, request, at, id, options);
  } catch (error) {
    options.admission.onBug(error);
    refuseAndClose(person, refusalOf(internalError(id)), request.accept);
  }
}

async function carryOut(
  person: Socket,
  request: ConnectRequest,
  at: number,
  id: string,
  options: ConnectOptions,
): Promise<void> {
  const { destination, proxyAuthorization, accept, head } = request;
  const credential = options.credentials.check(proxyAuthorization);
  const { terminal } = options.admission;
  const rest = { destination, method: null, credential, terminal, at, id };
  const asked: Asked = { act: 'connect', ...rest };
  const admission = await admit(asked, options.admission);
  const facts = (decided: Decided): Omit<DecisionFacts, 'address' | 'handling'> => ({
    ...decided,
    act: 'connect',
    destination,
    method: 'CONNECT',
    initiator: null,
    at,
  });
  switch (admission.kind) {
    case 'credential':
      challengePerson(person, request, options.onKept);
      return;
    case 'intercept':
      if (credential === null) throw new Error('nobody is intercepted without a credential');
      options.onIntercept(person, destination, credential, head);
      return;
    case 'refuse': {
      const { address } = admission;
      await refuse(person, { ...facts(admission), address, handling: 'refuse' }, accept, options);
      return;
    }
    case 'failed': {
      const recorded = { ...facts(admission), address: null, handling: 'tunnel' } as const;
      if (!(await record(person, recorded, accept, options))) return;
      fail(person, admission.failure, id, at, accept, options);
      return;
    }
    case 'pass': {
      const { addresses, upstream: above } = admission;
      const noted = { ...facts(admission), address: addresses[0] };
      const limit = limitUnread(admission.state, asked, options.unread, () => {
        note(noted, options).catch(options.admission.onBug);
      });
      if (limit !== null && limit.refusal !== null) {
        const refused = { ...facts({ ...admission, decision: limit.refusal }), address: null };
        await refuse(person, { ...refused, handling: 'refuse' }, accept, options);
        return;
      }
      const connecting = settle(
        above === null
          ? connectUpstream(addresses, destination.port, options.connecting)
          : options.parent.tunnel(above, authorityOf(destination), addresses[0]),
      );
      // The line names the address that was connected to; with one alone there is nothing to wait for.
      const connected = above === null && addresses.length > 1 ? await connecting : null;
      const address =
        connected !== null && 'socket' in connected ? connected.address : addresses[0];
      const recorded = { ...facts(admission), address, handling: 'tunnel' } as const;
      if (!(await record(person, recorded, accept, options))) {
        const upstream = await connecting;
        if ('socket' in upstream) upstream.socket.destroy();
        return;
      }
      const upstream = await connecting;
      const way = above?.proxy ?? null;
      const greeting = createGreeting(noted, options);
      const first = { head, greeting };
      if ('socket' in upstream) join(person, upstream, way, first, asked, limit, options);
      else fail(person, upstream, id, at, accept, options);
      return;
    }
    default:
      admission satisfies never;
  }
}

/** A CONNECT in good form that names no destination. */
export async function handleMalformedConnect(
  person: Socket,
  proxyAuthorization: string | undefined,
  options: ConnectOptions,
): Promise<void> {
  const at = options.now();
  const id = options.newId(at);
  try {
    const facts: DecisionFacts = {
      decision: decideMalformed(id),
      act: 'connect',
      who: whoIs(options.credentials.check(proxyAuthorization)),
      destination: null,
      method: 'CONNECT',
      initiator: null,
      state: options.admission.policy(),
      address: null,
      handling: 'refuse',
      at,
    };
    await refuse(person, facts, undefined, options);
  } catch (error) {
    options.admission.onBug(error);
    refuseAndClose(person, refusalOf(internalError(id)));
  }
}

function join(
  person: Socket,
  upstream: UpstreamSocket,
  way: string | null,
  first: { readonly head: Buffer; readonly greeting: Greeting },
  asked: Asked,
  limit: UnreadLimit | null,
  { recorder, standing, idleMs, halfOpenMs }: ConnectOptions,
): void {
  person.write(established, 'latin1');
  let forget = () => {};
  const onEnd = (end: TunnelEnd) => {
    forget();
    recorder.outcome(asked.id, asked.at, { ...end, status: 200 });
  };
  const counted = limit === null ? {} : { allows: limit.allows };
  const end = joinTunnel(person, upstream, { ...first, idleMs, halfOpenMs, ...counted, onEnd });
  if (person.destroyed) return;
  forget = standing.add({ asked, address: upstream.address, upstream: way, end });
}

/** What `enforce` would have ended makes a line of its own. */
async function note(
  facts: Omit<DecisionFacts, 'handling'>,
  { recorder, now, newId }: ConnectOptions,
): Promise<void> {
  const { state, destination } = facts;
  if (state.state === 'none' || destination === null) return;
  const at = now();
  const decision = decideUnreadUpload(state.compiled, destination, newId(at));
  if (decision !== null) await recorder.decision({ ...facts, decision, handling: 'tunnel', at });
}

/** Browsers try again on the same connection, with their credential. */
function challengePerson(
  person: Socket,
  { accept, keepAlive, head }: ConnectRequest,
  onKept: (person: Socket) => void,
): void {
  // Bytes behind a CONNECT that was not carried out belong to nobody: they are not read as a request.
  if (!keepAlive || head.length > 0) {
    refuseAndClose(person, credentialNeeded, accept, { 'Proxy-Authenticate': challenge });
    return;
  }
  const extra = { 'Proxy-Authenticate': challenge, Connection: 'keep-alive' };
  person.write(rawRefusal(credentialNeeded, accept, extra));
  onKept(person);
}

async function refuse(
  person: Socket,
  facts: DecisionFacts,
  accept: string | undefined,
  options: ConnectOptions,
): Promise<void> {
  if (!(await record(person, facts, accept, options))) return;
  refuseAndClose(person, refusalOf(facts.decision), accept);
}

/** @returns false where the line could not be made durable: the person has been answered then */
async function record(
  person: Socket,
  facts: DecisionFacts,
  accept: string | undefined,
  { recorder }: ConnectOptions,
): Promise<boolean> {
  const kept = await recorder.decision(facts);
  if (kept) return true;
  refuseAndClose(person, refusalOf(block('not-recorded', facts.decision.id)), accept);
  return false;
}

function fail(
  person: Socket,
  { status, code, upstreamStatus = status }: Failure,
  id: string,
  at: number,
  accept: string | undefined,
  { recorder }: ConnectOptions,
): void {
  recorder.failed(id, code);
  refuseAndClose(person, { status, code, reference: id }, accept);
  recorder.outcome(id, at, { end: code, status: upstreamStatus, bytesUp: 0, bytesDown: 0 });
}

async function settle(connecting: Promise<UpstreamSocket>): Promise<UpstreamSocket | Failure> {
  try {
    return await connecting;
  } catch (error) {
    return failureOf(error);
  }
}
