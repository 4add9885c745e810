/** How much a set of changes does, in numbers and in a few words. */
import type { Difference } from '../../../shared/protocol/policy-change.ts';
import type { Proposal } from '../../../shared/protocol/proposals.ts';

export function countDifference({ lists, other }: Difference): Proposal['counts'] {
  const sum = (of: 'added' | 'removed' | 'changed') =>
    lists.reduce((all, list) => all + list[of].length, 0);
  return {
    added: sum('added'),
    removed: sum('removed'),
    changed: sum('changed'),
    other: other.length,
  };
}

/** `+3 -0 ~1, mode` */
export function countWords(difference: Difference): string {
  const { added, removed, changed } = countDifference(difference);
  const lines = `+${added} -${removed} ~${changed}`;
  const { other } = difference;
  return other.length === 0 ? lines : `${lines}, ${other.slice(0, 10).join(', ')}`;
}
