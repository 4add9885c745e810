/**
 * What the barrier answers to one request, before any name is resolved: state of the policy →
 * credential → destination. Pure: every value is given.
 */
import type { Who } from '../../shared/audit/record.ts';
import { effectiveAddress } from '../../shared/destination/address.ts';
import type { Destination } from '../../shared/destination/destination.ts';
import {
  type DestinationRequest,
  decideAddress,
  decideConnect,
  decideDestination,
  decideWithoutCredential,
  interceptRule,
} from '../../shared/policy/decide-destination.ts';
import { type Decision, decide, type Judgement } from '../../shared/policy/decision.ts';
import type { AskingPage } from '../../shared/policy/initiator.ts';
import { decideState, type PolicyState } from '../../shared/policy/policy-state.ts';
import { type CompiledUpstream, upstreamFor } from '../../shared/policy/upstream.ts';

export interface Credential {
  readonly user: string | null;
  readonly unit: string | null;
  /** By which it is known later whom it stands for then. */
  readonly enrolment?: string;
}

export interface Asked {
  readonly act: 'connect' | 'request' | 'upgrade';
  readonly destination: Destination;
  readonly method: string | null;
  /** Who wants it; absent: nobody can tell, as at CONNECT. */
  readonly asking?: AskingPage;
  /** null: none was given, or it did not hold. */
  readonly credential: Credential | null;
  /** This machine, by the hub's id. */
  readonly terminal: string | null;
  /** Epoch ms. */
  readonly at: number;
  readonly id: string;
}

export type Answer =
  | { readonly kind: 'credential' }
  /** The tunnel is to be opened: each request in it is decided on its own. */
  | { readonly kind: 'intercept' }
  | { readonly kind: 'decided'; readonly decision: Decision };

export function answer(state: PolicyState, asked: Asked): Answer {
  const { id, credential, destination } = asked;
  const closed = decideState(state, id);
  if (closed !== null) return { kind: 'decided', decision: closed };
  if (state.state === 'none') return { kind: 'decided', decision: internalError(id) };
  const request = requestOf(asked);
  if (credential === null) {
    // Programs that cannot answer a 407 do not trust our certificates either: their tunnels stay unread.
    const open = decideWithoutCredential(state.compiled, request, id);
    return open === null ? { kind: 'credential' } : { kind: 'decided', decision: open };
  }
  if (asked.act !== 'connect') {
    return { kind: 'decided', decision: decideDestination(state.compiled, request, id) };
  }
  const decision = decideConnect(state.compiled, request, id);
  if ('depends' in decision) return { kind: 'intercept' };
  const isOpened =
    decision.action !== 'block' && interceptRule(state.compiled, destination) === 'intercept';
  return isOpened ? { kind: 'intercept' } : { kind: 'decided', decision };
}

/** What the core is asked. */
export function requestOf({
  destination,
  method,
  asking = { initiatorUnseen: true },
  credential,
  terminal,
  at,
}: Asked): DestinationRequest {
  return {
    destination,
    ...asking,
    ...(method !== null && { method }),
    user: credential?.user ?? null,
    unit: credential?.unit ?? null,
    terminal,
    at,
  };
}

/**
 * The zone guard on what a name resolved to. One closed address among several closes them all:
 * else whoever controls the name could have the barrier check one and the browser's next try reach
 * the other (rebinding).
 * @returns null where every address may be connected to
 */
export function judgeAddresses(
  state: PolicyState,
  destination: Destination,
  addresses: readonly string[],
  isOwnPort: (address: string, port: number) => boolean,
): Judgement | null {
  if (state.state === 'none') return judgement('internal-error');
  for (const address of addresses) {
    // What cannot be read cannot be checked.
    if (effectiveAddress(address) === null) return judgement('zone-closed');
    if (isOwnPort(address, destination.port)) return judgement('own-port');
    const closed = decideAddress(state.compiled, destination, address);
    if (closed !== null) return closed;
  }
  return null;
}

/** The proxy above this one that leads there; null: none does. */
export function upstreamOf(state: PolicyState, destination: Destination): CompiledUpstream | null {
  return state.state === 'none' ? null : upstreamFor(state.compiled, destination);
}

/** Reasons that the gateway itself gives hold in every mode. */
export function block(reason: Judgement['reason'], id: string): Decision {
  return decide(judgement(reason), 'enforce', id);
}

export function internalError(id: string): Decision {
  return block('internal-error', id);
}

function judgement(reason: Judgement['reason']): Judgement {
  return { action: 'block', reason, rule: null, clause: null };
}

export function whoIs(credential: Credential | null): Who {
  return credential === null
    ? { user: null, unit: null, identity: 'none' }
    : { user: credential.user, unit: credential.unit, identity: 'declared' };
}
