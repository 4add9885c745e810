/** The posting log as a month: how many on each day, for each service; a day opens its log. */
import type { ConsoleAnswer } from '../../../shared/protocol/console.ts';
import { call, queryText } from '../api.ts';
import { Loading } from '../parts/loading.tsx';
import { MonthSteps, useMonthName } from '../parts/month-steps.tsx';
import { Page } from '../parts/page.tsx';
import { PostingViews } from '../parts/posting-views.tsx';
import { useLoad } from '../parts/use-load.ts';
import { usePlace } from '../place.ts';
import { monthFrom, monthNow, spanOfDay, weeksOf } from '../text/month.ts';
import { visible } from '../text/visible.ts';
import { useWords } from '../words/language.tsx';

type Days = ConsoleAnswer<'postingDays'>['days'];
type Day = Days[number];

export function PostingCalendarPage() {
  const words = useWords();
  const own = words.report;
  const nameOf = useMonthName();
  const { query } = usePlace();
  const now = monthNow(Date.now());
  const month = monthFrom(query.get('month'), now, now);
  const days = weeksOf(month)
    .flat()
    .filter((day) => day !== null);
  const loaded = useLoad(month, async (signal) => {
    const answer = await call('postingDays', {
      query: { since: days[0], until: days.at(-1) },
      signal,
    });
    return {
      days: answer.days,
      holidays: new Set(answer.holidays),
      titles: new Map(answer.services.map(({ id, title }) => [id, title])),
    };
  });
  return (
    <Page title={words.pages.calendar}>
      <PostingViews current="calendar" />
      <p class="not-printed">{own.calendarIntro}</p>
      <MonthSteps path="/posting-calendar" month={month} />
      <Loading loaded={loaded}>
        {(data) => <Calendar month={month} name={nameOf(month)} {...data} />}
      </Loading>
    </Page>
  );
}

function Calendar({
  month,
  name,
  days,
  holidays,
  titles,
}: {
  readonly month: string;
  readonly name: string;
  readonly days: Days;
  readonly holidays: ReadonlySet<string>;
  readonly titles: ReadonlyMap<string, string>;
}) {
  const own = useWords().report;
  const byDay = new Map(days.map((each) => [each.day, each]));
  const isEmpty = days.every((each) => total(each) === 0);
  return (
    <section aria-labelledby="calendar">
      <h2 id="calendar">{name}</h2>
      {isEmpty ? <p class="empty">{own.empty}</p> : null}
      <table class="calendar">
        <caption class="unseen">{name}</caption>
        <thead>
          <tr>
            {own.weekdays.map((weekday) => (
              <th key={weekday} scope="col">
                {weekday}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(month).map((week) => (
            <tr key={week.join()}>
              {week.map((day, at) =>
                day === null ? (
                  <td key={at} class="calendar-none" />
                ) : (
                  <Cell
                    key={day}
                    day={day}
                    weekday={at}
                    counted={byDay.get(day)}
                    isHoliday={holidays.has(day)}
                    titles={titles}
                  />
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Cell({
  day,
  weekday,
  counted,
  isHoliday,
  titles,
}: {
  readonly day: string;
  readonly weekday: number;
  readonly counted: Day | undefined;
  readonly isHoliday: boolean;
  readonly titles: ReadonlyMap<string, string>;
}) {
  const words = useWords();
  const own = words.report;
  const [month = '', number = ''] = [day.slice(5, 7), day.slice(8)].map((text) =>
    String(Number(text)),
  );
  const all = counted === undefined ? 0 : total(counted);
  const name = own.dayName(month, number, own.weekdays[weekday] ?? '');
  const isToday = day === new Date(Date.now() + 9 * 3_600_000).toISOString().slice(0, 10);
  const isOff = weekday > 4 || isHoliday;
  return (
    <td
      class={isOff ? 'calendar-day calendar-off' : 'calendar-day'}
      aria-current={isToday ? 'date' : undefined}
    >
      <a
        href={`/postings${queryText(spanOfDay(day))}`}
        aria-label={own.dayCount(name, all === 0 ? own.noneOnDay : words.count(all))}
      >
        {number}
      </a>
      <span class="calendar-weekday" aria-hidden="true">
        {' '}
        {own.weekdays[weekday]}
      </span>
      {isHoliday ? <span class="calendar-note"> {own.holiday}</span> : null}
      {isToday ? <span class="calendar-note"> {own.today}</span> : null}
      {counted === undefined || all === 0 ? null : (
        <ul class="calendar-services">
          {counted.services.map((each) => (
            <li key={each.service}>
              <a
                href={`/postings${queryText({ ...spanOfDay(day), service: each.service })}`}
                aria-label={own.dayCount(
                  `${name} ${visible(titles.get(each.service) ?? each.service)}`,
                  words.count(total(each)),
                )}
              >
                <bdi>{visible(titles.get(each.service) ?? each.service)}</bdi>{' '}
                {words.number(total(each))}
              </a>
              {each.stopped + each.warned === 0 ? null : (
                <span class="calendar-stopped">
                  {' '}
                  {own.stoppedOnDay(words.number(each.stopped + each.warned))}
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
    </td>
  );
}

const total = ({ sent, warned, stopped }: Pick<Day, 'sent' | 'warned' | 'stopped'>): number =>
  sent + warned + stopped;
