import { queryText } from '../api.ts';
import { monthMoved, monthNow } from '../text/month.ts';
import { useWords } from '../words/language.tsx';

/** To the month before and after; none after the present one. */
export function MonthSteps({
  path,
  month,
  query = {},
}: {
  readonly path: string;
  readonly month: string;
  readonly query?: Readonly<Record<string, string | null>>;
}) {
  const own = useWords().report;
  const to = (by: number) => `${path}${queryText({ ...query, month: monthMoved(month, by) })}`;
  return (
    <div class="button-row not-printed">
      <a class="button" href={to(-1)}>
        {own.previous}
      </a>
      {month < monthNow(Date.now()) ? (
        <a class="button" href={to(1)}>
          {own.next}
        </a>
      ) : null}
    </div>
  );
}

/** `2026年11月` */
export function useMonthName(): (month: string) => string {
  const own = useWords().report;
  return (month) => own.monthName(month.slice(0, 4), String(Number(month.slice(5))));
}
