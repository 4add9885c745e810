import type { Terminal } from '../../../shared/protocol/overview.ts';
import { queryText } from '../api.ts';
import { useWords } from '../words/language.tsx';
import { Badge, type Tone } from './badge.tsx';
import { type Column, DataTable } from './data-table.tsx';
import { Foreign } from './foreign.tsx';
import { Moment } from './moment.tsx';

const tones: Record<Terminal['state'], Tone> = {
  current: 'good',
  behind: 'caution',
  silent: 'bad',
};

export function TerminalTable({ terminals }: { readonly terminals: readonly Terminal[] }) {
  const words = useWords();
  const own = words.work.overview;
  if (terminals.length === 0) return <p class="empty">{own.terminalsEmpty}</p>;
  const columns: Column<Terminal>[] = [
    {
      id: 'name',
      label: own.terminal,
      heading: true,
      value: ({ name }) => name,
      cell: ({ id, name }) => (
        <>
          <a href={`/audit${queryText({ terminal: id })}`}>
            <Foreign text={name} />
          </a>
          <span class="cell-hint">
            <Foreign text={id} code />
          </span>
        </>
      ),
    },
    {
      id: 'state',
      label: own.state,
      value: ({ state }) => state,
      cell: ({ state }) => (
        <>
          <Badge tone={tones[state]}>{own.states[state]}</Badge>
          {own.statesHint[state] === '' ? null : (
            <span class="quiet cell-hint term">{own.statesHint[state]}</span>
          )}
        </>
      ),
    },
    {
      id: 'revision',
      label: own.revision,
      number: true,
      value: ({ revision }) => revision ?? 0,
      cell: ({ revision }) => revision ?? words.none,
    },
    {
      id: 'seen',
      label: own.lastSeen,
      value: ({ lastSeen }) => lastSeen ?? '',
      cell: ({ lastSeen }) => (lastSeen === null ? own.never : <Moment iso={lastSeen} />),
    },
    {
      id: 'waiting',
      label: own.waiting,
      number: true,
      value: ({ waiting }) => waiting ?? 0,
      cell: ({ waiting }) => (waiting === null ? words.none : words.number(waiting)),
    },
    {
      id: 'people',
      label: own.users,
      cell: ({ people }) =>
        people.length === 0 ? words.none : <Foreign text={people.join(words.comma)} />,
    },
    {
      id: 'version',
      label: own.version,
      cell: ({ version }) => (version === null ? words.none : <Foreign text={version} />),
    },
  ];
  return (
    <DataTable caption={own.terminals} columns={columns} rows={terminals} keyOf={({ id }) => id} />
  );
}
