/** Writes that the catalogue does not know: a service has changed, or is used in another way. */
import { useMemo } from 'preact/hooks';
import type { ConsoleAnswer } from '../../../shared/protocol/console.ts';
import { queryText } from '../api.ts';
import type { Words } from '../words/ja.ts';
import { useWords } from '../words/language.tsx';
import { type Column, DataTable } from './data-table.tsx';
import { Foreign } from './foreign.tsx';
import { Moment } from './moment.tsx';

type Operation = ConsoleAnswer<'overview'>['unknownOperations'][number];

export function UnknownOperations({ operations }: { readonly operations: readonly Operation[] }) {
  const words = useWords();
  const own = words.notifications;
  const columns = useMemo(() => columnsOf(words), [words]);
  if (operations.length === 0) return null;
  return (
    <section aria-labelledby="unknown-operations">
      <h2 id="unknown-operations">{own.operationsTitle}</h2>
      <p class="quiet">{own.operationsHint}</p>
      <DataTable
        caption={own.operationsTitle}
        rows={operations}
        columns={columns}
        keyOf={({ service, operation }) => `${service} ${operation}`}
      />
    </section>
  );
}

function columnsOf(words: Words): Column<Operation>[] {
  const own = words.notifications;
  return [
    {
      id: 'service',
      label: own.service,
      cell: ({ service, title }) => (
        <a href={`/postings${queryText({ state: 'unknown-write', service })}`}>
          <Foreign text={title} />
        </a>
      ),
    },
    {
      id: 'operation',
      label: own.operation,
      heading: true,
      cell: ({ operation }) => <Foreign text={operation} code />,
    },
    { id: 'first', label: own.first, cell: ({ first }) => <Moment iso={first} to="minute" /> },
    { id: 'last', label: own.last, cell: ({ last }) => <Moment iso={last} to="minute" /> },
  ];
}
