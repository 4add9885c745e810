/**
 * What a policy's entries really catch, each with a URL that shows it, and what of its register of
 * postings is over or overdue: warnings. Nothing here keeps a policy from being published.
 */
import { type Finding, warning } from '../finding.ts';
import type { Policy } from '../schema.ts';
import { warnOfRegister } from '../warn-of-register.ts';
import { type Analysis, type AnalysisOptions, prepare } from './analysis.ts';
import { findNeverMatching } from './never-matching.ts';
import { findOverridden } from './overridden.ts';
import { findShadowed } from './shadowed.ts';
import { findWideSuffixes } from './wide-suffix.ts';
import { findWider } from './wider-than-it-looks.ts';

/** Of one kind: nobody reads more, and each has its URL decided. */
export const mostOfAKind = 100;

const checks: readonly ((analysis: Analysis) => Iterable<Finding>)[] = [
  findWideSuffixes,
  findNeverMatching,
  findShadowed,
  findOverridden,
  findWider,
];

/** @throws Error on a policy that checkPolicy refuses */
export function analysePolicy(policy: Policy, options: AnalysisOptions): Finding[] {
  const analysis = prepare(policy, options);
  return [
    ...checks.flatMap((check) => atMost(check(analysis))),
    ...atMost(warnOfRegister(policy, options.at)),
  ];
}

function atMost(findings: Iterable<Finding>): Finding[] {
  const kept: Finding[] = [];
  for (const found of findings) {
    if (kept.length === mostOfAKind) return [...kept, more(found)];
    kept.push(found);
  }
  return kept;
}

function more({ at }: Finding): Finding {
  return warning(
    at.slice(0, 2),
    `同じ種類の警告がほかにもあります (${mostOfAKind} 件まで示します)。/ There are more warnings of this kind (${mostOfAKind} are shown).`,
    'ここにあるものを直してから、もう一度確かめてください。/ Mend these, then check again.',
  );
}
