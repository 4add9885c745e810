import { useId } from 'preact/hooks';
import { useWords } from '../words/language.tsx';
import { countColumn } from './count-column.ts';
import { type Column, DataTable } from './data-table.tsx';
import { Foreign } from './foreign.tsx';
import { RuleName } from './rule-name.tsx';

interface Counted {
  readonly host: string;
  readonly count: number;
  /** What decided on it. */
  readonly rule?: string;
}

/** Hosts and how often; nothing at all where there are none. */
export function CountTable({
  title,
  rows,
}: {
  readonly title: string;
  readonly rows: readonly Counted[];
}) {
  const words = useWords();
  const own = words.access.learning;
  const id = useId();
  if (rows.length === 0) return null;
  const columns: Column<Counted>[] = [
    {
      id: 'host',
      label: own.host,
      heading: true,
      value: ({ host }) => host,
      cell: ({ host }) => <Foreign text={host} code />,
    },
    countColumn(words, 'count', own.count, ({ count }) => count),
  ];
  if (rows.some(({ rule }) => rule !== undefined)) {
    columns.push({
      id: 'rule',
      label: own.rule,
      cell: ({ rule = '' }) => <RuleName rule={rule} />,
    });
  }
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <DataTable caption={title} columns={columns} rows={rows} keyOf={({ host }) => host} />
    </section>
  );
}
