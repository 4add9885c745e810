/** A policy of lists alone, for the tests of the analysis. */
import { type Analysis, prepare } from '../../shared/policy/analyse/analysis.ts';
import type { PlacedEntry } from '../../shared/policy/analyse/placed-entry.ts';
import { checkPolicy } from '../../shared/policy/check-policy.ts';
import { type Entry, type List, type Policy, policySchema } from '../../shared/policy/schema.ts';

export const analysedAt = Date.parse('2026-11-24T10:00:00+09:00');

type Given = Partial<Omit<List, 'entries'>> & { entries: Entry[] };

/** @throws Error where a policy like this would be refused */
export function policyOf(lists: readonly Given[], more: Partial<Policy> = {}): Policy {
  const policy = policySchema.parse({
    version: 1,
    organization: { name: 'みほん市' },
    units: ['総務企画部', '教育委員会'],
    mode: 'enforce',
    zones: { closed: ['10.0.0.0/8', '127.0.0.0/8'], open: ['127.0.0.1:8600'] },
    destinations: {
      default: 'block',
      lists: lists.map((list, i) => ({
        id: `list-${i}`,
        title: 'a',
        action: 'allow',
        owner: 'a',
        reason: 'a',
        ...list,
      })),
    },
    ...more,
  });
  const errors = checkPolicy(policy).filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return policy;
}

export function analysisOf(
  lists: readonly Given[],
  more: Partial<Policy> & { sampleHosts?: string[] } = {},
): Analysis {
  const { sampleHosts = [], ...fields } = more;
  return prepare(policyOf(lists, fields), { at: analysedAt, sampleHosts });
}

export function firstEntry(analysis: Analysis): PlacedEntry {
  const [first] = analysis.entries;
  if (first === undefined) throw new Error('no entries');
  return first;
}
