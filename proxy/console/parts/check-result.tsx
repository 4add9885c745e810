import type { Problem } from '../../../shared/protocol/policy-change.ts';
import { useWords } from '../words/language.tsx';
import { Notice } from './notice.tsx';
import { ProblemList } from './problem-list.tsx';

/** The outcome of a check in one sentence, then each problem. */
export function CheckResult({
  problems,
  fine,
  onLine,
}: {
  readonly problems: readonly Problem[];
  /** Said where there is no problem; else that it can be published. */
  readonly fine?: string;
  readonly onLine?: (line: number) => void;
}) {
  const own = useWords().policy.changes;
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const warnings = problems.length - errors;
  if (problems.length === 0) {
    return (
      <Notice kind="success">
        <p>{fine ?? own.noProblems}</p>
      </Notice>
    );
  }
  return (
    <>
      <Notice kind={errors > 0 ? 'error' : 'warning'}>
        {errors > 0 ? <p>{own.errors(errors)}</p> : null}
        {warnings > 0 ? (
          <p>{errors > 0 ? own.alsoWarnings(warnings) : own.warnings(warnings)}</p>
        ) : null}
      </Notice>
      <ProblemList problems={problems} {...(onLine && { onLine })} />
    </>
  );
}
