import type { Difference } from '../../../shared/protocol/policy-change.ts';
import { entryEdits } from '../text/entry-edits.ts';
import { useWords } from '../words/language.tsx';
import { Foreign } from './foreign.tsx';

type ListDifference = Difference['lists'][number];
type OtherEditOf = NonNullable<Difference['otherEdits']>[number];
const marks = { added: '+', removed: '−', changed: '~' } as const;
const shownAtMost = 300;

/** What differs between two revisions, line by line; signs and words carry it, not colour alone. */
export function DifferenceView({ difference }: { readonly difference: Difference }) {
  const words = useWords();
  const own = words.policy.changes;
  if (difference.lists.length === 0 && difference.other.length === 0) {
    return <p class="empty">{own.noDifference}</p>;
  }
  return (
    <div class="difference">
      {difference.lists.map((list) => (
        <div key={list.list} class="difference-list">
          <h3>
            <Foreign text={list.title} />
          </h3>
          <ul>
            {(['removed', 'added', 'changed'] as const).map((kind) =>
              list[kind].slice(0, shownAtMost).map((text) => (
                <li key={`${kind} ${text}`} class={`difference-${kind}`}>
                  <span aria-hidden="true" class="difference-mark">
                    {marks[kind]}
                  </span>
                  <span class="unseen">{own[kind]}: </span>
                  <Foreign text={text} code />
                  {kind === 'changed' ? <Edits list={list} match={text} /> : null}
                </li>
              )),
            )}
          </ul>
          <Rest count={left(list.added) + left(list.removed) + left(list.changed)} />
        </div>
      ))}
      {difference.other.length === 0 ? null : (
        <div class="difference-list">
          <h3>{own.other}</h3>
          <ul>
            {difference.other.map((path) => (
              <li key={path} class="difference-changed">
                <span aria-hidden="true" class="difference-mark">
                  {marks.changed}
                </span>
                <Foreign text={path} code />
                <OtherEdit edit={difference.otherEdits?.find((edit) => edit.path === path)} />
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

function Edits({ list, match }: { readonly list: ListDifference; readonly match: string }) {
  const words = useWords();
  const edits = list.edits?.filter(({ after }) => after.match === match) ?? [];
  const lines = edits.flatMap(({ before, after }) => entryEdits(before, after, words));
  return lines.length === 0 ? null : (
    <div class="edits">
      {lines.map((line) => (
        <p key={line}>
          <Foreign text={line} />
        </p>
      ))}
    </div>
  );
}

function OtherEdit({ edit }: { readonly edit: OtherEditOf | undefined }) {
  const words = useWords();
  if (edit === undefined) return null;
  const { before, after } = edit;
  return (
    <div class="edits">
      <p>
        <Foreign text={before ?? words.none} code />
        {' → '}
        <Foreign text={after ?? words.none} code />
      </p>
    </div>
  );
}

function left(lines: readonly string[]): number {
  return Math.max(0, lines.length - shownAtMost);
}

function Rest({ count }: { readonly count: number }) {
  const words = useWords();
  return count === 0 ? null : <p>{words.policy.changes.more(count)}</p>;
}
