import type { RegisteredService, ShownGap } from '../../../shared/protocol/register.ts';
import { visible } from '../text/visible.ts';
import { useWords } from '../words/language.tsx';
import { Badge } from './badge.tsx';

/** How much of a service wants somebody to act, and how much is not written. */
export function GapBadges({ gaps }: Pick<RegisteredService, 'gaps'>) {
  const own = useWords().register;
  const missing = gaps.filter(({ onlyMissing }) => onlyMissing).length;
  const overdue = gaps.length - missing;
  if (gaps.length === 0) return <Badge tone="good">{own.fine}</Badge>;
  return (
    <>
      {overdue === 0 ? null : <Badge tone="bad">{own.overdue(overdue)}</Badge>}{' '}
      {missing === 0 ? null : <Badge tone="caution">{own.missing(missing)}</Badge>}
    </>
  );
}

export function GapList({ gaps }: Pick<RegisteredService, 'gaps'>) {
  const own = useWords().register;
  if (gaps.length === 0) return <p>{own.noGaps}</p>;
  // What wants somebody to act comes first.
  const ordered = [...gaps].sort((a, b) => Number(a.onlyMissing) - Number(b.onlyMissing));
  return (
    <ul class="plain-list">
      {ordered.map((gap, index) => (
        <li key={index}>
          <GapBadge gap={gap} /> {gap.account === null ? '' : `${visible(gap.account)}: `}
          {own.gaps[gap.kind](visible(gap.subject ?? ''))}
        </li>
      ))}
    </ul>
  );
}

function GapBadge({ gap }: { readonly gap: ShownGap }) {
  const own = useWords().register;
  return gap.onlyMissing ? (
    <Badge tone="caution">{own.unwritten}</Badge>
  ) : (
    <Badge tone="bad">{own.must}</Badge>
  );
}
