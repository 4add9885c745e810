/** What a terminal knows of its policy. Without one, or past its expiry, everything is refused. */
import type { CompiledPolicy } from './compile.ts';
import { type Decision, decide } from './decision.ts';
import type { DisasterSwitch } from './disaster.ts';
import type { Policy } from './schema.ts';

export type PolicyState =
  | { readonly state: 'none' }
  | {
      readonly state: 'fresh' | 'stale' | 'expired';
      readonly compiled: CompiledPolicy;
      readonly policy: Policy;
      readonly revision: number;
      readonly published: string;
      /** Switches that the signed bundle names. */
      readonly disasters?: readonly DisasterSwitch[];
    };

/** The block that the state alone makes; null where the policy is to be asked. */
export function decideState(state: PolicyState, id: string): Decision | null {
  switch (state.state) {
    case 'fresh':
    case 'stale':
      return null;
    case 'none':
      return refuse('no-policy', id);
    case 'expired':
      return refuse('policy-expired', id);
  }
}

/** @param manifest its `fresh` and `expires`; `now` is epoch ms */
export function freshness(
  manifest: { readonly fresh: string; readonly expires: string },
  now: number,
): 'fresh' | 'stale' | 'expired' {
  if (!(now < Date.parse(manifest.expires))) return 'expired';
  return now < Date.parse(manifest.fresh) ? 'fresh' : 'stale';
}

function refuse(reason: 'no-policy' | 'policy-expired', id: string): Decision {
  return decide({ action: 'block', reason, rule: null, clause: null }, 'enforce', id);
}
