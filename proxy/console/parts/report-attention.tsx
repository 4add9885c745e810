import { jst, momentText } from '../text/time.ts';
import { visible } from '../text/visible.ts';
import { useWords } from '../words/language.tsx';
import type { ServiceReport } from './service-report.tsx';

/** What of a month somebody should look into, a sentence each. */
export function ReportAttention({
  report,
  silentDays,
}: {
  readonly report: ServiceReport;
  readonly silentDays: number;
}) {
  const words = useWords();
  const own = words.report;
  const { terms } = report;
  const span = (from: string | null, until: string | null) => {
    const parts = [
      from === null ? '' : own.from(momentText(from)),
      until === null ? '' : own.until(momentText(until)),
    ].filter((part) => part !== '');
    return parts.length === 0 ? own.open_ended : parts.join(' ');
  };
  const lines = [
    ...report.suspensions.map(({ account, from, until, reason }) =>
      own.suspended(account ?? own.wholeService, span(from, until), reason),
    ),
    ...report.silentAccounts.map(({ account, last }) => {
      const since = last === null ? own.silentNever : own.silentLast(jst(last, 'minute'));
      return `${own.silent(account, words.number(silentDays))}${since}`;
    }),
    ...(terms.state === 'none' || terms.state === 'never' ? [own.terms[terms.state]] : []),
    ...(terms.state === 'due' ? [own.terms.due(momentText(terms.checked ?? ''))] : []),
    ...report.withoutPoster.map((account) => own.withoutPoster(account)),
    ...report.posters.map(({ account, user, problem }) => own.posters[problem](user, account)),
  ];
  if (lines.length === 0) return <p>{own.nothing}</p>;
  return (
    <ul class="report-attention">
      {lines.map((line) => (
        <li key={line}>
          <bdi>{visible(line)}</bdi>
        </li>
      ))}
    </ul>
  );
}
