import { useState } from 'preact/hooks';
import type { Difference } from '../../../shared/protocol/policy-change.ts';
import { entryEdits } from '../text/entry-edits.ts';
import { useWords } from '../words/language.tsx';
import { Foreign } from './foreign.tsx';

type ListDifference = Difference['lists'][number];
type OtherEditOf = NonNullable<Difference['otherEdits']>[number];
const marks = { added: '+', removed: '−', changed: '~' } as const;
const shownAtFirst = 300;
const shownMore = 1000;

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
        <ListLines key={list.list} list={list} />
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

/** Thousands of lines come in portions: whoever signs them can see every one. */
function ListLines({ list }: { readonly list: ListDifference }) {
  const words = useWords();
  const own = words.policy.changes;
  const [most, setMost] = useState(shownAtFirst);
  const kinds = (['removed', 'added', 'changed'] as const).map(
    (kind) => [kind, list[kind]] as const,
  );
  const left = kinds.reduce((sum, [, lines]) => sum + Math.max(0, lines.length - most), 0);
  return (
    <div class="difference-list">
      <h3>
        <Foreign text={list.title} />
      </h3>
      <ul>
        {kinds.map(([kind, lines]) =>
          lines.slice(0, most).map((text) => (
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
      {left === 0 ? null : (
        <p>
          {own.more(left)}{' '}
          <button
            type="button"
            class="button button-small"
            aria-label={words.signing.showMoreOf(list.title)}
            onClick={() => setMost(most + shownMore)}
          >
            {words.signing.showMore}
          </button>
        </p>
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
