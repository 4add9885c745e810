import type { Problem } from '../../../shared/protocol/policy-change.ts';
import { ownHalf } from '../text/own-half.ts';
import { useWords } from '../words/language.tsx';
import { Badge } from './badge.tsx';
import { Foreign } from './foreign.tsx';

/** Problems of a policy: where, what, and the cure. `onLine` leads to the line, where there is one to show. */
export function ProblemList({
  problems,
  onLine,
}: {
  readonly problems: readonly Problem[];
  readonly onLine?: (line: number) => void;
}) {
  const words = useWords();
  const own = words.policy.changes;
  return (
    <ul class="problems">
      {problems.map((problem, index) => (
        <li key={index} class={`problem problem-${problem.severity}`}>
          <p>
            <Badge tone={problem.severity === 'error' ? 'bad' : 'caution'}>
              {own.severity[problem.severity]}
            </Badge>{' '}
            <Line line={problem.line} {...(onLine && { onLine })} />{' '}
            <Foreign text={problem.path} code />
          </p>
          <p>
            <Foreign text={ownHalf(problem.message, words.code)} />
          </p>
          {problem.witness === undefined ? null : (
            <p>
              <strong>{own.witness}: </strong>
              <a href={`/tester?url=${encodeURIComponent(problem.witness)}`}>
                <Foreign text={problem.witness} code />
              </a>
            </p>
          )}
          {problem.cure === '' ? null : (
            <p>
              <strong>{own.cure}: </strong>
              <Foreign text={ownHalf(problem.cure, words.code)} />
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}

function Line({
  line,
  onLine,
}: {
  readonly line: number | null;
  readonly onLine?: (line: number) => void;
}) {
  const words = useWords();
  if (line === null) return null;
  const text = words.policy.changes.line(line);
  if (onLine === undefined) return <span>{text}</span>;
  return (
    <button type="button" class="button-plain" onClick={() => onLine(line)}>
      {text}
    </button>
  );
}
