/** Somebody else published first: what they changed, and moving one's own changes onto it. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { call } from '../api.ts';
import { ApiError } from '../api-error.ts';
import { listOf, replacesAll } from '../changes/change-set.ts';
import { type Conflict, rebase } from '../changes/rebase.ts';
import { setChanges, useChanges } from '../changes/store.ts';
import { useWords } from '../words/language.tsx';
import { announce } from './announce.tsx';
import { DifferenceView } from './difference-view.tsx';
import { errorText } from './error-text.ts';
import { Notice } from './notice.tsx';

/** The keys of a list's entries now; null where the list is gone. */
async function currentKeys(list: string): Promise<ReadonlySet<string> | null> {
  try {
    const { entries } = await call('list', { id: list });
    return new Set(entries.map(({ key }) => key));
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return null;
    throw error;
  }
}

export function PublishConflict({
  conflict,
  onRebased,
}: {
  readonly conflict: ApiError;
  readonly onRebased: (lost: readonly Conflict[]) => void;
}) {
  const words = useWords();
  const own = words.policy.changes;
  const set = useChanges();
  const [problem, setProblem] = useState<string | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const current = conflict.current ?? set.base;

  const move = async () => {
    setProblem(null);
    try {
      const lists = new Set(set.changes.map(listOf).filter((list) => list !== null));
      const keys = await Promise.all(
        [...lists].map(async (list) => [list, await currentKeys(list)] as const),
      );
      const moved = rebase(set, current, new Map(keys));
      setChanges(moved.set);
      const gone = moved.alreadyGone === 0 ? '' : own.gone(moved.alreadyGone);
      announce(`${own.rebased(current)} ${gone}`.trim());
      onRebased(moved.conflicts);
    } catch (error) {
      setProblem(errorText(error, words));
    }
  };
  return (
    <section class="conflict" aria-labelledby="conflict">
      <h2 id="conflict" tabIndex={-1} ref={heading}>
        {own.conflictTitle}
      </h2>
      <Notice kind="warning">
        <p>{own.conflict(set.base, current)}</p>
        {replacesAll(set.changes) ? <p>{own.replaceWarning}</p> : null}
      </Notice>
      {conflict.difference === null ? null : (
        <>
          <h3>{own.theirs(set.base, current)}</h3>
          <DifferenceView difference={conflict.difference} />
        </>
      )}
      {problem === null ? null : (
        <Notice kind="error" alert>
          <p>{problem}</p>
        </Notice>
      )}
      <button type="button" class="button button-strong" onClick={move}>
        {own.rebase}
      </button>
    </section>
  );
}
