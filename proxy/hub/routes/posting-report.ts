/** The monthly report of postings: counted from the posting log at each call. It holds no text. */
import type { PostingReport } from '../../../shared/protocol/posting-report.ts';
import type { Caller } from '../accounts/sessions.ts';
import type { Handlers } from '../console-routes.ts';
import type { Publisher } from '../policy/publisher.ts';
import { createMonthlyReport } from '../postings/monthly-report.ts';
import { ownServices } from '../postings/own-services.ts';
import { currentMonth, monthBefore, monthOf } from '../postings/report-month.ts';
import { reviewTerms } from '../postings/review-terms.ts';
import { reportCsv } from '../records/export-report.ts';
import type { HubAudit } from '../records/hub-audit.ts';
import type { Store } from '../store/store.ts';

export function postingReportHandlers(options: {
  store: Pick<Store, 'postings' | 'drafts'>;
  publisher: Pick<Publisher, 'current'>;
  audit: Pick<HubAudit, 'record'>;
  now: () => number;
}): Pick<Handlers, 'postingReport' | 'exportPostingReport'> {
  const { store, publisher, audit, now } = options;

  async function report(
    asked: {
      month?: string | undefined;
      service?: string | undefined;
      silentDays: number;
    },
    { account }: Caller,
  ): Promise<PostingReport> {
    const { policy } = publisher.current();
    const moment = now();
    const month = monthOf(asked.month ?? monthBefore(currentMonth(moment)));
    const all = ownServices(policy, account, moment) ?? [
      ...new Set([
        ...(policy.posting ?? []).map(({ service }) => service),
        ...(await store.postings.services()),
      ]),
    ];
    const services = all.filter((each) => asked.service === undefined || each === asked.service);
    const { silentDays } = asked;
    const made = createMonthlyReport({ policy, month, now: moment, silentDays, services });
    const time = (at: number) => new Date(at).toISOString();
    const span = { since: time(month.begin), until: time(month.end) };
    const query = { ...span, services, terms: reviewTerms(policy, moment) };
    for await (const rows of store.postings.walk(query)) made.add(rows);
    for await (const rows of store.drafts.walk(span)) made.addDrafts(rows);
    const last = await store.postings.lastPosts(services, span.until);
    return {
      month: month.name,
      silentDays,
      isRunning: moment < month.end,
      made: time(moment),
      services: made.services(last),
    };
  }

  return {
    postingReport: ({ query, caller }) => report(query, caller),

    async exportPostingReport({ query, caller, reply }) {
      const made = await report(query, caller);
      const detail = `posting-report month=${made.month}`;
      await audit.record({ act: 'audit-exported', actor: caller.account.id, detail });
      return reply
        .header('content-type', 'text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="sekisho-report-${made.month}.csv"`)
        .send(reportCsv(made));
    },
  };
}
