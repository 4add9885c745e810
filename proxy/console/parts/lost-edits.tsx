import { addEntries } from '../changes/change-set.ts';
import { entryOf } from '../changes/overlay.ts';
import type { Conflict } from '../changes/rebase.ts';
import { setChanges, useChanges } from '../changes/store.ts';
import { visible } from '../text/visible.ts';
import { useWords } from '../words/language.tsx';
import { Foreign } from './foreign.tsx';
import { Notice } from './notice.tsx';

/** Edits whose entry is not there any more: each is added anew or dropped. */
export function LostEdits({
  lost,
  onChange,
}: {
  readonly lost: readonly Conflict[];
  readonly onChange: (lost: readonly Conflict[]) => void;
}) {
  const own = useWords().policy.changes;
  const set = useChanges();
  if (lost.length === 0) return null;
  const without = (edit: Conflict) => onChange(lost.filter((each) => each !== edit));
  return (
    <Notice kind="warning" title={own.lostTitle}>
      <p>{own.lost}</p>
      <ul class="my-changes">
        {lost.map((edit) => (
          <li key={`${edit.list}/${edit.entry.match}`} class="my-change">
            <p>
              <Foreign text={`${edit.list} / ${edit.entry.match}`} code />
            </p>
            <div class="row-buttons">
              <button
                type="button"
                class="button button-small"
                aria-label={`${own.addMine}: ${visible(edit.entry.match)}`}
                onClick={() => {
                  setChanges(addEntries(set, edit.list, [entryOf(edit.entry)]));
                  without(edit);
                }}
              >
                {own.addMine}
              </button>
              <button
                type="button"
                class="button button-small"
                aria-label={`${own.dropMine}: ${visible(edit.entry.match)}`}
                onClick={() => without(edit)}
              >
                {own.dropMine}
              </button>
            </div>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
