import type { Change } from '../../../shared/protocol/policy-change.ts';
import { dropChange, listOf } from '../changes/change-set.ts';
import { fieldsOf } from '../changes/overlay.ts';
import { setChanges, useChanges } from '../changes/store.ts';
import { useWords } from '../words/language.tsx';
import { Foreign } from './foreign.tsx';

const shownAtMost = 5;

/** The unpublished changes one by one; each can be taken back. */
export function MyChanges() {
  const words = useWords();
  const own = words.policy.changes;
  const set = useChanges();
  return (
    <ul class="my-changes">
      {set.changes.map((change, index) => {
        const name = `${own.ops[change.op]} ${listOf(change) ?? ''}`.trim();
        const lines = linesOf(change);
        return (
          <li key={name + String(index)} class="my-change">
            <div>
              <p>
                <strong>{own.ops[change.op]}</strong> <Foreign text={listOf(change) ?? ''} code />{' '}
                {change.op === 'remove-entries' ? words.count(change.keys.length) : null}
                {change.op === 'change-tests'
                  ? own.testCounts(change.added.length, change.removed.length)
                  : null}
              </p>
              {lines.length === 0 ? null : (
                <ul>
                  {lines.slice(0, shownAtMost).map((line) => (
                    <li key={line}>
                      <Foreign text={line} code />
                    </li>
                  ))}
                </ul>
              )}
              {lines.length > shownAtMost ? <p>{own.more(lines.length - shownAtMost)}</p> : null}
            </div>
            <button
              type="button"
              class="button button-small"
              aria-label={own.dropNamed(name)}
              onClick={() => setChanges(dropChange(set, index))}
            >
              {own.drop}
            </button>
          </li>
        );
      })}
    </ul>
  );
}

function linesOf(change: Change): string[] {
  if (change.op === 'change-tests') return change.added.map(({ url }) => url);
  if (change.op === 'add-entries') return change.entries.map((entry) => fieldsOf(entry).match);
  return change.op === 'update-entry' ? [change.entry.match] : [];
}
