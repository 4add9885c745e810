import type { ConsoleAnswer } from '../../../shared/protocol/console.ts';
import { momentText } from '../text/time.ts';
import { useWords } from '../words/language.tsx';
import { type Column, DataTable } from './data-table.tsx';
import { Foreign } from './foreign.tsx';

type Expiring = ConsoleAnswer<'overview'>['expiring'][number];

export function ExpiringEntries({ expiring }: { readonly expiring: readonly Expiring[] }) {
  const words = useWords();
  const own = words.work.overview;
  if (expiring.length === 0) return <p class="empty">{own.expiringEmpty}</p>;
  const columns: Column<Expiring>[] = [
    {
      id: 'match',
      label: words.policy.list.match,
      heading: true,
      cell: ({ match }) => <Foreign text={match} code />,
    },
    {
      id: 'list',
      label: words.policy.tester.list,
      cell: ({ list }) => (
        <a href={`/lists/${encodeURIComponent(list)}`}>
          <bdi>{list}</bdi>
        </a>
      ),
    },
    {
      id: 'until',
      label: words.policy.list.until,
      value: ({ until }) => until,
      cell: ({ until }) => momentText(until),
    },
  ];
  return (
    <DataTable
      caption={own.expiring}
      columns={columns}
      rows={expiring}
      keyOf={({ list, match }) => `${list}/${match}`}
    />
  );
}
