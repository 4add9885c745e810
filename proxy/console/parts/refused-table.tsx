import { useState } from 'preact/hooks';
import type { ConsoleAnswer } from '../../../shared/protocol/console.ts';
import { queryText } from '../api.ts';
import { useMayChange } from '../session.tsx';
import { visible } from '../text/visible.ts';
import { useWords } from '../words/language.tsx';
import { ChooseList } from './choose-list.tsx';
import { countColumn } from './count-column.ts';
import { type Column, DataTable } from './data-table.tsx';
import { Foreign } from './foreign.tsx';

type Refused = ConsoleAnswer<'overview'>['refused'][number];

/** Where people were stopped most; one step from here to a list. */
export function RefusedTable({
  refused,
  since,
}: {
  readonly refused: readonly Refused[];
  readonly since: string;
}) {
  const words = useWords();
  const own = words.work.overview;
  const mayChange = useMayChange();
  const [chosen, setChosen] = useState<string | null>(null);
  if (refused.length === 0) return <p class="empty">{own.refusedEmpty}</p>;
  const columns: Column<Refused>[] = [
    {
      id: 'host',
      label: own.host,
      heading: true,
      value: ({ host }) => host,
      cell: ({ host }) => (
        <a href={`/audit${queryText({ host, since })}`}>
          <Foreign text={host} code />
        </a>
      ),
    },
    countColumn(words, 'count', own.times, ({ count }) => count),
    countColumn(words, 'users', own.people, ({ users }) => users),
  ];
  if (mayChange) {
    columns.push({
      id: 'add',
      label: words.operations,
      cell: ({ host }) => (
        <button
          type="button"
          class="button button-small"
          aria-label={own.addHost(visible(host))}
          onClick={() => setChosen(host)}
        >
          {own.addToList}
        </button>
      ),
    });
  }
  return (
    <>
      <DataTable
        caption={own.refused}
        columns={columns}
        rows={refused}
        keyOf={({ host }) => host}
      />
      {chosen === null ? null : <ChooseList host={chosen} onClose={() => setChosen(null)} />}
    </>
  );
}
