import { useMemo } from 'preact/hooks';
import type { ConsoleAnswer } from '../../../shared/protocol/console.ts';
import { call } from '../api.ts';
import { useWords } from '../words/language.tsx';
import { type Column, DataTable } from './data-table.tsx';
import { Loading } from './loading.tsx';
import { ChartKey, StackedChart } from './stacked-chart.tsx';
import { useLoad } from './use-load.ts';

type Day = ConsoleAnswer<'postingDays'>['days'][number];

/** How many each of the last 30 days, for one service or all of one's own. */
export function PostingChart({ service }: { readonly service: string | undefined }) {
  const loaded = useLoad(service ?? '', (signal) =>
    call('postingDays', { query: { service }, signal }),
  );
  return <Loading loaded={loaded}>{({ days }) => <Days days={days} />}</Loading>;
}

function Days({ days }: { readonly days: readonly Day[] }) {
  const words = useWords();
  const own = words.content.postings;
  const names = useMemo(
    () => ({ allow: own.fates.sent, warn: own.fates.warned, block: own.fates.stopped }),
    [own],
  );
  const series = useMemo(
    () => ({
      labels: days.map(({ day }) => `${Number(day.slice(5, 7))}/${Number(day.slice(8))}`),
      allow: days.map(({ sent }) => sent),
      warn: days.map(({ warned }) => warned),
      block: days.map(({ stopped }) => stopped),
    }),
    [days],
  );
  if (days.every(({ sent, warned, stopped }) => sent + warned + stopped === 0)) {
    return <p class="empty">{own.chartEmpty}</p>;
  }
  const count = (fate: 'sent' | 'warned' | 'stopped'): Column<Day> => ({
    id: fate,
    label: own.fates[fate],
    number: true,
    cell: (day) => words.number(day[fate]),
  });
  const columns: Column<Day>[] = [
    { id: 'day', label: own.day, heading: true, cell: ({ day }) => day },
    count('sent'),
    count('warned'),
    count('stopped'),
  ];
  return (
    <figure class="day-chart">
      <figcaption>
        {own.lastDays}
        <ChartKey names={names} />
      </figcaption>
      <StackedChart series={series} names={names} label={own.chart} />
      <details>
        <summary>{own.chartTable}</summary>
        <DataTable
          caption={own.chart}
          columns={columns}
          rows={days.toReversed()}
          keyOf={({ day }) => day}
        />
      </details>
    </figure>
  );
}
