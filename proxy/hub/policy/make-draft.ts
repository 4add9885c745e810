/** Changes onto a base → the YAML that they make, whether it may be published, and what it changes. */
import { analysePolicy } from '../../../shared/policy/analyse/analyse-policy.ts';
import { parsePolicy } from '../../../shared/policy/parse.ts';
import type { Policy } from '../../../shared/policy/schema.ts';
import type { Change, Difference, Problem } from '../../../shared/protocol/policy-change.ts';
import { applyChanges } from './apply-changes.ts';
import { cutOff, type OwnPorts } from './cut-off.ts';
import { difference } from './difference.ts';
import { newFileFeeds } from './file-feeds.ts';

export interface DraftWish {
  readonly base: { readonly yaml: string; readonly policy: Policy };
  readonly changes: readonly Change[];
  readonly ports: OwnPorts;
  /** Hosts of records, by which what the entries really catch is shown; without it nobody looks. */
  readonly sampleHosts?: readonly string[] | null;
  /** Epoch ms. */
  readonly now: number;
}

export interface Draft {
  readonly yaml: string;
  readonly problems: readonly Problem[];
  readonly difference: Difference;
  /** null where there is any error. */
  readonly policy: Policy | null;
}

export const noDifference: Difference = { lists: [], other: [] };

/** A policy of ten thousand lines takes half a second: the hub has it done on a thread (draft-thread.ts). */
export function makeDraft({ base, changes, ports, sampleHosts = null, now }: DraftWish): Draft {
  const applied = applyChanges(base.yaml, changes);
  const parsed = parsePolicy(applied.yaml, (policy) =>
    sampleHosts === null ? [] : analysePolicy(policy, { at: now, sampleHosts }),
  );
  const cut = parsed.policy === null ? [] : cutOff(parsed.policy, ports, now);
  const files = parsed.policy === null ? [] : newFileFeeds(base.policy, parsed.policy);
  const problems = [...applied.problems, ...parsed.problems, ...cut, ...files];
  return {
    yaml: applied.yaml,
    problems,
    policy: isSound(problems) ? parsed.policy : null,
    difference: parsed.policy === null ? noDifference : difference(base.policy, parsed.policy),
  };
}

export function isSound(problems: readonly Problem[]): boolean {
  return problems.every(({ severity }) => severity !== 'error');
}
