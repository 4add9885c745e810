import { useMemo } from 'preact/hooks';
import type { ConsoleAnswer } from '../../../shared/protocol/console.ts';
import { jst, jstHour } from '../text/time.ts';
import { useWords } from '../words/language.tsx';
import { type Column, DataTable } from './data-table.tsx';
import { ChartKey, StackedChart } from './stacked-chart.tsx';

type Hour = ConsoleAnswer<'overview'>['hours'][number];

/** The chart with its key, and the same numbers as a table. */
export function DayChart({ hours }: { readonly hours: readonly Hour[] }) {
  const words = useWords();
  const own = words.work.overview;
  const series = useMemo(
    () => ({
      labels: hours.map(({ at }) => jstHour(at)),
      allow: hours.map(({ allow }) => allow),
      warn: hours.map(({ warn }) => warn),
      block: hours.map(({ block }) => block),
    }),
    [hours],
  );
  if (hours.every(({ allow, warn, block }) => allow + warn + block === 0)) {
    return <p class="empty">{own.empty}</p>;
  }
  const columns: Column<Hour>[] = [
    { id: 'at', label: own.hour, heading: true, cell: ({ at }) => jst(at, 'minute') },
    {
      id: 'allow',
      label: words.actions.allow,
      number: true,
      cell: ({ allow }) => words.number(allow),
    },
    { id: 'warn', label: words.actions.warn, number: true, cell: ({ warn }) => words.number(warn) },
    {
      id: 'block',
      label: words.actions.block,
      number: true,
      cell: ({ block }) => words.number(block),
    },
  ];
  return (
    <figure class="day-chart">
      <figcaption>
        {own.chart}
        <ChartKey names={words.actions} />
      </figcaption>
      <StackedChart series={series} names={words.actions} label={own.chart} />
      <details>
        <summary>{own.chartTable}</summary>
        <DataTable caption={own.chart} columns={columns} rows={hours} keyOf={({ at }) => at} />
      </details>
    </figure>
  );
}
