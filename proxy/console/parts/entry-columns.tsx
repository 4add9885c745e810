import type { EntryFields } from '../../../shared/policy/schema.ts';
import { isToCome, termState } from '../changes/entry-values.ts';
import type { ShownEntry } from '../changes/overlay.ts';
import { hoursText } from '../text/hours-text.ts';
import { momentText } from '../text/time.ts';
import { visible } from '../text/visible.ts';
import type { Words } from '../words/ja.ts';
import { ActionBadge, Badge } from './badge.tsx';
import type { Column } from './data-table.tsx';
import { Foreign } from './foreign.tsx';

interface Acts {
  readonly open: boolean;
  readonly onEdit: (entry: ShownEntry) => void;
  readonly onRemove: (entry: ShownEntry) => void;
  readonly onRestore: (entry: ShownEntry) => void;
  readonly onHistory: (entry: ShownEntry) => void;
}

/** What the table of entries shows, and what can be done with a row. */
export function entryColumns(words: Words, acts: Acts): Column<ShownEntry>[] {
  const own = words.policy.list;
  const asList = (
    <span class="quiet blank">
      <span aria-hidden="true">―</span>
      <span class="unseen">{own.asList}</span>
    </span>
  );
  const plain = (text: string | undefined) =>
    text === undefined ? asList : <Foreign text={text} />;
  const columns: Column<ShownEntry>[] = [
    {
      id: 'match',
      label: own.match,
      heading: true,
      value: ({ entry }) => entry.match,
      cell: ({ entry, state }) => (
        <>
          <Foreign text={entry.match} code />
          {entry.action ? (
            <>
              {' '}
              <ActionBadge action={entry.action} />
            </>
          ) : null}
          {entry.readOnly ? (
            <>
              {' '}
              <Badge tone="info">{words.policy.changes.fieldNames.readOnly}</Badge>
            </>
          ) : null}
          {state === 'published' ? null : (
            <>
              {' '}
              <Badge tone="info">{own.states[state]}</Badge>
            </>
          )}
        </>
      ),
    },
    {
      id: 'reason',
      label: own.reason,
      value: ({ entry }) => entry.reason ?? '',
      cell: ({ entry }) => plain(entry.reason),
    },
    {
      id: 'owner',
      label: own.owner,
      value: ({ entry }) => entry.owner ?? '',
      cell: ({ entry }) => plain(entry.owner),
    },
    {
      id: 'clause',
      label: own.clause,
      value: ({ entry }) => entry.clause ?? '',
      cell: ({ entry }) => plain(entry.clause),
    },
    {
      id: 'units',
      label: own.whom,
      cell: ({ entry }) => {
        const whom = [
          ...(entry.units ?? []),
          ...(entry.users ?? []),
          ...(entry.terminals ?? []),
        ].join(words.comma);
        return whom === '' ? <span class="quiet blank">{own.everyone}</span> : plain(whom);
      },
    },
    {
      id: 'until',
      label: own.when,
      value: ({ entry }) => entry.until ?? '9999',
      cell: ({ entry }) => <Term entry={entry} words={words} />,
    },
  ];
  return [
    ...columns,
    {
      id: 'acts',
      label: words.operations,
      cell: (row) => {
        const name = visible(row.entry.match);
        return (
          <div class="row-buttons">
            <button
              type="button"
              class="button button-small"
              aria-label={words.signing.lineHistoryOf(name)}
              onClick={() => acts.onHistory(row)}
            >
              {words.signing.lineHistory}
            </button>
            {acts.open ? <EditButtons row={row} acts={acts} words={words} /> : null}
          </div>
        );
      },
    },
  ];
}

function EditButtons({
  row,
  acts,
  words,
}: {
  readonly row: ShownEntry;
  readonly acts: Acts;
  readonly words: Words;
}) {
  const own = words.policy.list;
  const name = visible(row.entry.match);
  return (
    <>
      {row.state === 'removed' ? null : (
        <button
          type="button"
          class="button button-small"
          aria-label={`${words.edit}: ${name}`}
          onClick={() => acts.onEdit(row)}
        >
          {words.edit}
        </button>
      )}
      {row.state === 'removed' || row.state === 'changed' ? (
        <button
          type="button"
          class="button button-small"
          aria-label={`${own.restore}: ${name}`}
          onClick={() => acts.onRestore(row)}
        >
          {own.restore}
        </button>
      ) : (
        <button
          type="button"
          class="button button-small"
          aria-label={`${own.removeRow}: ${name}`}
          onClick={() => acts.onRemove(row)}
        >
          {own.removeRow}
        </button>
      )}
    </>
  );
}

/** When an entry counts: its end, its start while that is to come, its hours. */
function Term({ entry, words }: { readonly entry: EntryFields; readonly words: Words }) {
  const own = words.policy.list;
  const { from, until, hours } = entry;
  const start = from !== undefined && isToCome(from, Date.now()) ? from : undefined;
  if (until === undefined && start === undefined && hours === undefined) {
    return <span class="quiet blank term">{own.untilEmpty}</span>;
  }
  const state = termState(until, Date.now());
  return (
    <>
      {start === undefined ? null : (
        <span class="cell-hint term">{own.fromText(momentText(start))}</span>
      )}
      {hours === undefined ? null : <span class="cell-hint hours">{hoursText(hours, words)}</span>}
      {until === undefined ? null : <span class="term">{momentText(until)}</span>}{' '}
      {state === null ? null : (
        <Badge tone={state === 'expired' ? 'bad' : 'caution'}>
          {state === 'expired' ? own.expired : own.expiringSoon}
        </Badge>
      )}
    </>
  );
}
