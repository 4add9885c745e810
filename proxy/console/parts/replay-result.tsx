/** What a replay found: the counts, then each destination with who, how often and by which rule. */
import type { ReplayReport } from '../../../shared/protocol/replay.ts';
import { useWords } from '../words/language.tsx';
import { Facts } from './facts.tsx';
import { Moment } from './moment.tsx';
import { Notice } from './notice.tsx';
import { ReplayGroups } from './replay-groups.tsx';
import { ReplayRules, ReplayUnits } from './replay-sums.tsx';

const changes = ['blocked', 'warned', 'allowed'] as const;

export function ReplayResult({ report }: { readonly report: ReplayReport }) {
  const words = useWords();
  const own = words.replay;
  const { counts, first, last } = report;
  if (report.decisions === 0) {
    return (
      <Notice kind="info">
        <p>{own.noRecords}</p>
      </Notice>
    );
  }
  const changed = counts.blocked + counts.warned + counts.allowed;
  return (
    <>
      <Facts
        facts={[
          [own.decisions, words.count(report.decisions)],
          ...changes.map(
            (change) => [own.changes[change], <Sum key={change} count={counts[change]} />] as const,
          ),
          [own.unchanged, words.count(counts.unchanged)],
          [own.incomparable, words.count(counts.incomparable)],
          [
            own.span,
            first === null || last === null ? null : (
              <span key="span">
                <Moment iso={first} to="minute" /> – <Moment iso={last} to="minute" />
              </span>
            ),
          ],
        ]}
      />
      {changed === 0 ? (
        <Notice kind="success">
          <p>{own.noChange}</p>
        </Notice>
      ) : null}
      {changes.map((change) => (
        <ReplayGroups
          key={change}
          change={change}
          groups={report.groups.filter((group) => group.change === change)}
        />
      ))}
      {report.groupsLeft === 0 ? null : <p>{own.left(report.groupsLeft)}</p>}
      {changed === 0 ? null : (
        <>
          <ReplayRules rules={report.rules} />
          <ReplayUnits units={report.units} />
        </>
      )}
      <Incomparable report={report} />
    </>
  );
}

function Sum({ count }: { readonly count: number }) {
  const words = useWords();
  return count === 0 ? <span>{words.count(0)}</span> : <strong>{words.count(count)}</strong>;
}

function Incomparable({ report }: { readonly report: ReplayReport }) {
  const words = useWords();
  const own = words.replay;
  const whys = Object.entries(report.incomparable) as [keyof typeof own.whyKinds, number][];
  if (whys.length === 0) return null;
  return (
    <section aria-labelledby="replay-why">
      <h3 id="replay-why">{own.why}</h3>
      <ul>
        {whys.map(([why, count]) => (
          <li key={why}>
            {own.whyKinds[why]}: {words.count(count)}
          </li>
        ))}
      </ul>
    </section>
  );
}
