/**
 * What a browser gets of the policy: its own part, signed. Made once for each revision, user and
 * unit, since every browser of the terminal asks for it at the same moment.
 */
import type { PolicyState } from '../../shared/policy/policy-state.ts';
import { projectPolicy } from '../../shared/policy/projection.ts';
import type { Policy } from '../../shared/policy/schema.ts';
import type { Person, PublicKey, SignedProjection } from '../../shared/protocol/link.ts';
import type { LinkKey } from './link-key.ts';

export interface Projections {
  /** Verifies what is signed here. */
  readonly publicKey: PublicKey;
  /** null while there is no policy. */
  of(state: PolicyState, person: Person): Promise<SignedProjection | null>;
}

const kept = 200;

/** @param terminal the machine that they are for, by the hub's id */
export function createProjections(key: LinkKey, terminal: string | null): Projections {
  let made = new Map<string, Promise<SignedProjection>>();
  let madeFrom: Policy | null = null;

  return {
    publicKey: key.publicKey,
    async of(state, { user, unit }) {
      if (state.state === 'none') return null;
      if (madeFrom !== state.policy || made.size >= kept) made = new Map();
      madeFrom = state.policy;
      const name = JSON.stringify([state.revision, user, unit]);
      const known = made.get(name);
      if (known) return known;
      const signed = signProjection(key, state, { user, unit, terminal });
      const into = made;
      into.set(name, signed);
      signed.catch(() => into.delete(name));
      return signed;
    },
  };
}

async function signProjection(
  key: LinkKey,
  { policy, revision, published }: Exclude<PolicyState, { state: 'none' }>,
  whom: { user: string; unit: string | null; terminal: string | null },
): Promise<SignedProjection> {
  const projection = projectPolicy(policy, { ...whom, revision, published });
  const payload = JSON.stringify(projection);
  return { payload, signature: await key.sign(payload) };
}
