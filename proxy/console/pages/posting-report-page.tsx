/** The monthly report of postings (月報): chosen by month, read, printed, exported. */
import { call, queryText } from '../api.ts';
import { SelectField, TextField } from '../parts/field.tsx';
import { FormProblem } from '../parts/form-problem.tsx';
import { Loading } from '../parts/loading.tsx';
import { Moment } from '../parts/moment.tsx';
import { MonthSteps, useMonthName } from '../parts/month-steps.tsx';
import { Notice } from '../parts/notice.tsx';
import { Page } from '../parts/page.tsx';
import { PostingViews } from '../parts/posting-views.tsx';
import { ServiceReportSection } from '../parts/service-report.tsx';
import { useForm } from '../parts/use-form.ts';
import { useLoad } from '../parts/use-load.ts';
import { go, usePlace } from '../place.ts';
import { monthFrom, monthMoved, monthNow, monthsBack } from '../text/month.ts';
import { useWords } from '../words/language.tsx';

const path = '/posting-report';
/** Postings are kept for five years where nothing else is said. */
const mostMonths = 60;
const normalSilentDays = '30';

export function PostingReportPage() {
  const words = useWords();
  const own = words.report;
  const nameOf = useMonthName();
  const place = usePlace();
  const now = monthNow(Date.now());
  const month = monthFrom(place.query.get('month'), now, monthMoved(now, -1));
  const silentDays = silentFrom(place.query.get('silentDays'));
  const query = { month, silentDays };
  const loaded = useLoad(`${month} ${silentDays}`, (signal) =>
    call('postingReport', { query, signal }),
  );
  return (
    <Page
      title={`${words.pages.report} ${nameOf(month)}`}
      aside={
        <>
          <button type="button" class="button not-printed" onClick={() => window.print()}>
            {own.print}
          </button>
          <a
            class="button not-printed"
            href={`/api/postings/report/export${queryText(query)}`}
            download
          >
            {own.csv}
          </a>
        </>
      }
    >
      <PostingViews current="report" />
      <Choice key={`${month} ${silentDays}`} {...query} />
      <MonthSteps path={path} month={month} query={{ silentDays }} />
      <p>{own.intro}</p>
      <Loading loaded={loaded}>
        {(report) => (
          <>
            {report.isRunning ? (
              <Notice kind="info">
                <p>{own.running}</p>
              </Notice>
            ) : null}
            {report.services.length === 0 ? <p class="empty">{own.none}</p> : null}
            {report.services.map((each) => (
              <ServiceReportSection
                key={each.service}
                report={each}
                silentDays={report.silentDays}
              />
            ))}
            <p class="quiet">
              {own.made}: <Moment iso={report.made} to="minute" />
            </p>
          </>
        )}
      </Loading>
    </Page>
  );
}

function silentFrom(text: string | null): string {
  return text !== null && isDays(text) ? text : normalSilentDays;
}

function isDays(text: string): boolean {
  return /^[1-9]\d{0,2}$/.test(text) && Number(text) <= 366;
}

function Choice({ month, silentDays }: { readonly month: string; readonly silentDays: string }) {
  const own = useWords().report;
  const nameOf = useMonthName();
  const form = useForm({
    initial: { month, silentDays },
    check: (values) => (isDays(values.silentDays) ? {} : { silentDays: own.silentDaysWrong }),
    submit: (values) => go(`${path}${queryText(values)}`),
  });
  const months = monthsBack(monthNow(Date.now()), mostMonths);
  const known = months.includes(month) ? months : [...months, month];
  return (
    <form {...form.props} class="form form-filter not-printed" aria-label={own.month}>
      <FormProblem form={form} />
      <SelectField
        label={own.month}
        field={form.field('month')}
        options={known.map((each) => [each, nameOf(each)] as const)}
      />
      <TextField
        label={own.silentDays}
        field={form.field('silentDays')}
        inputMode="numeric"
        maxLength={3}
      />
      <div class="button-row field-wide">
        <button type="submit" class="button button-strong">
          {own.show}
        </button>
      </div>
    </form>
  );
}
