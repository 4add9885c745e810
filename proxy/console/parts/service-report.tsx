/** One service of the monthly report: numbers, the days, tables, and what somebody should look into. */
import { useId, useMemo } from 'preact/hooks';
import type { ConsoleAnswer } from '../../../shared/protocol/console.ts';
import { visible } from '../text/visible.ts';
import { useWords } from '../words/language.tsx';
import { type Column, DataTable } from './data-table.tsx';
import { Facts } from './facts.tsx';
import { Foreign } from './foreign.tsx';
import { ReportAttention } from './report-attention.tsx';
import { ChartKey, StackedChart } from './stacked-chart.tsx';

export type ServiceReport = ConsoleAnswer<'postingReport'>['services'][number];

export function ServiceReportSection({
  report,
  silentDays,
}: {
  readonly report: ServiceReport;
  readonly silentDays: number;
}) {
  const words = useWords();
  const own = words.report;
  const id = useId();
  const { outsideHours, reviews, drafts, corrections, disaster } = report;
  const hours = (value: number | null) => (value === null ? null : own.hours(words.number(value)));
  return (
    <section class="service-report" aria-labelledby={id}>
      <h2 id={id}>
        <bdi>{visible(report.title)}</bdi>
      </h2>
      <h3>{own.counts}</h3>
      <Facts
        facts={[
          [own.published, words.count(report.published)],
          [own.edited, words.count(report.edited)],
          [own.deleted, words.count(report.deleted)],
          [own.warned, words.count(report.warned)],
          [own.stopped, words.count(report.stopped)],
          [own.notTaken, words.count(report.notTaken)],
          [own.foundOutside, words.count(report.outside)],
          [own.outsideLeft, words.count(outsideHours.left)],
          [own.outsideHeld, words.count(outsideHours.held)],
        ]}
      />
      <Days report={report} />
      <h3>{own.reviews}</h3>
      <Facts
        facts={[
          [own.wanted, words.count(reviews.wanted)],
          [own.reviewed, words.count(reviews.reviewed)],
          [own.late, words.count(reviews.late)],
          [own.open, words.count(reviews.open)],
          [own.overdue, words.count(reviews.overdue)],
          [own.median, hours(reviews.medianHours)],
          [own.longest, hours(reviews.longestHours)],
        ]}
      />
      <h3>{own.drafts}</h3>
      <Facts
        facts={[
          [own.asked, words.count(drafts.asked)],
          [own.approved, words.count(drafts.approved)],
          [own.changed, words.count(drafts.changed)],
          [own.sentBack, words.count(drafts.sentBack)],
          [own.draftsWaiting, words.count(drafts.waiting)],
          [own.approvalMedian, hours(drafts.medianHours)],
          [own.approvalLongest, hours(drafts.longestHours)],
        ]}
      />
      <h3>{own.corrections}</h3>
      <Facts
        facts={[
          [own.ordered, words.count(corrections.ordered)],
          [own.corrected, words.count(corrections.done)],
          [own.correctionsOpen, words.count(corrections.open)],
          [own.overdue, words.count(corrections.overdue)],
        ]}
      />
      <h3>{own.disaster}</h3>
      <Facts
        facts={[
          [own.sent, words.count(disaster.posted)],
          [own.confirmed, words.count(disaster.confirmed)],
          [own.open, words.count(disaster.open)],
        ]}
      />
      <Tables report={report} />
      <h3>{own.attention}</h3>
      <ReportAttention report={report} silentDays={silentDays} />
    </section>
  );
}

function Days({ report }: { readonly report: ServiceReport }) {
  const words = useWords();
  const own = words.report;
  const { days } = report;
  const names = useMemo(() => ({ allow: own.sent, warn: own.warned, block: own.stopped }), [own]);
  const series = useMemo(
    () => ({
      labels: days.map(({ day }) => String(Number(day.slice(8)))),
      allow: days.map(({ sent }) => sent),
      warn: days.map(({ warned }) => warned),
      block: days.map(({ stopped }) => stopped),
    }),
    [days],
  );
  if (days.every(({ sent, warned, stopped }) => sent + warned + stopped === 0)) {
    return <p class="empty">{own.empty}</p>;
  }
  const label = own.chart(visible(report.title));
  return (
    <figure class="day-chart">
      <figcaption>
        <bdi>{label}</bdi>
        <ChartKey names={names} />
      </figcaption>
      <StackedChart series={series} names={names} label={label} />
      <details>
        <summary>{words.content.postings.chartTable}</summary>
        <DataTable
          caption={label}
          columns={[
            { id: 'day', label: words.content.postings.day, heading: true, cell: ({ day }) => day },
            number('sent', own.sent, words),
            number('warned', own.warned, words),
            number('stopped', own.stopped, words),
          ]}
          rows={days}
          keyOf={({ day }) => day}
        />
      </details>
    </figure>
  );
}

function Tables({ report }: { readonly report: ServiceReport }) {
  const words = useWords();
  const own = words.report;
  const { acts } = words.content.postings;
  const service = visible(report.title);
  const plain = (text: string) => ({ text });
  return (
    <div class="report-tables">
      <Counted
        service={service}
        title={own.acts}
        name={own.act}
        rows={report.acts}
        nameOf={({ act }) => plain(acts[act])}
        columns={[number('sent', own.sent, words), number('held', own.held, words)]}
      />
      <Counted
        service={service}
        title={own.topics}
        name={own.topic}
        rows={report.topics}
        nameOf={({ topic }) => ({ text: topic ?? own.noTopic, isForeign: topic !== null })}
        columns={[number('count', own.published, words)]}
      />
      <Counted
        service={service}
        title={own.accounts}
        name={own.account}
        rows={report.accounts}
        nameOf={({ account }) => ({
          text: account ?? words.content.postings.unknownAccount,
          isForeign: account !== null,
        })}
        columns={[number('published', own.published, words)]}
      />
      <Counted
        service={service}
        title={own.reasons}
        name={own.reason}
        rows={report.reasons}
        nameOf={({ reason }) => plain(words.reasons[reason])}
        columns={[
          number('stopped', own.stopped, words),
          number('warned', own.warned, words),
          number('wentOn', own.wentOn, words),
        ]}
      />
    </div>
  );
}

/** Nothing where there is nothing to count. */
function Counted<T extends object>({
  service,
  title,
  name,
  rows,
  nameOf,
  columns,
}: {
  readonly service: string;
  readonly title: string;
  readonly name: string;
  readonly rows: readonly T[];
  readonly nameOf: (row: T) => { readonly text: string; readonly isForeign?: boolean };
  readonly columns: readonly Column<T>[];
}) {
  if (rows.length === 0) return null;
  const heading: Column<T> = {
    id: 'name',
    label: name,
    heading: true,
    cell: (row) => {
      const { text, isForeign = false } = nameOf(row);
      return isForeign ? <Foreign text={text} /> : text;
    },
  };
  return (
    <div class={columns.length > 2 ? 'report-wide' : undefined}>
      <h3>{title}</h3>
      <DataTable
        caption={`${service} ${title}`}
        columns={[heading, ...columns]}
        rows={rows}
        keyOf={(row) => nameOf(row).text}
      />
    </div>
  );
}

function number<K extends string>(
  id: K,
  label: string,
  words: { number(value: number): string },
): Column<Record<K, number>> {
  return { id, label, number: true, cell: (row) => words.number(row[id]) };
}
