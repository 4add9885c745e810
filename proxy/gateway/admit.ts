/**
 * One request before the barrier: answer (barrier.ts) → resolve → every address checked.
 * Whatever goes wrong in here is a block.
 */
import { uncheckedAddress, type Who } from '../../shared/audit/record.ts';
import type { Destination } from '../../shared/destination/destination.ts';
import { type Decision, decide } from '../../shared/policy/decision.ts';
import type { PolicyState } from '../../shared/policy/policy-state.ts';
import type { CompiledUpstream } from '../../shared/policy/upstream.ts';
import { type Asked, answer, internalError, judgeAddresses, upstreamOf, whoIs } from './barrier.ts';
import type { IsOwnPort } from './own-ports.ts';
import type { Resolve } from './resolve.ts';
import type { ResolveIfPossible } from './resolve-if-possible.ts';
import { type Failure, failureOf } from './statuses.ts';

export interface AdmitWith {
  readonly policy: () => PolicyState;
  /** The machine that the gateway runs on, by the hub's id. */
  readonly terminal: string | null;
  readonly resolve: Resolve;
  /** The same for what a proxy above this one reaches. */
  readonly resolveIfPossible: ResolveIfPossible;
  readonly isOwnPort: IsOwnPort;
  /** Has this person been warned of this destination and gone on? Without it a warning refuses. */
  readonly acknowledged: (user: string | null, destination: Destination) => boolean;
  readonly onBug: (error: unknown) => void;
}

export type Admission =
  | { readonly kind: 'credential' }
  | { readonly kind: 'intercept' }
  | ({ readonly kind: 'refuse'; readonly address: string | null } & Decided)
  /** Let through, but there is nothing to connect to. */
  | ({ readonly kind: 'failed'; readonly failure: Failure } & Decided)
  /** Each of the addresses has been checked: connect to these alone, or through `upstream`. */
  | ({
      readonly kind: 'pass';
      /** `unchecked` alone, where only `upstream` can look the name up. */
      readonly addresses: readonly [string, ...string[]];
      readonly upstream: CompiledUpstream | null;
    } & Decided);

export interface Decided {
  readonly decision: Decision;
  readonly who: Who;
  readonly state: PolicyState;
}

export async function admit(asked: Asked, options: AdmitWith): Promise<Admission> {
  const who = whoIs(asked.credential);
  let state: PolicyState = { state: 'none' };
  try {
    state = options.policy();
    return await admitWith(state, asked, who, options);
  } catch (error) {
    options.onBug(error);
    const decision = internalError(asked.id);
    return { kind: 'refuse', decision, who, state, address: null };
  }
}

async function admitWith(
  state: PolicyState,
  asked: Asked,
  who: Who,
  { resolve, resolveIfPossible, isOwnPort, acknowledged }: AdmitWith,
): Promise<Admission> {
  const { destination, id } = asked;
  const given = answer(state, asked);
  if (given.kind !== 'decided') return given;
  const { decision } = given;
  if (!letsThrough(decision, () => acknowledged(who.user, destination))) {
    return { kind: 'refuse', decision, who, state, address: null };
  }
  const upstream = upstreamOf(state, destination);
  let addresses: readonly string[];
  try {
    const found = upstream === null ? resolve(destination) : resolveIfPossible(destination);
    const known = await found;
    if (known === null) {
      return { kind: 'pass', decision, who, state, addresses: [uncheckedAddress], upstream };
    }
    addresses = known;
  } catch (error) {
    return { kind: 'failed', decision, who, state, failure: failureOf(error) };
  }
  const [first, ...rest] = addresses;
  if (first === undefined) throw new Error('resolve gave no address');
  const closed = judgeAddresses(state, destination, addresses, isOwnPort);
  if (closed !== null) {
    const refused = decide(closed, 'enforce', id);
    return { kind: 'refuse', decision: refused, who, state, address: first };
  }
  return { kind: 'pass', decision, who, state, addresses: [first, ...rest], upstream };
}

function letsThrough({ action }: Decision, acknowledged: () => boolean): boolean {
  switch (action) {
    case 'allow':
      return true;
    case 'warn':
      return acknowledged();
    case 'block':
      return false;
    default:
      return action satisfies never;
  }
}
