/** The monthly report (月報): each service's postings counted, and what its register says. */
import { postingRuleOf } from '../../../shared/policy/posting-rule.ts';
import type { Policy } from '../../../shared/policy/schema.ts';
import { compileHours } from '../../../shared/policy/scope.ts';
import type { ServiceReport } from '../../../shared/protocol/posting-report.ts';
import type { LastPost, StoredPosting } from '../store/content-stores.ts';
import type { StoredDraft } from '../store/draft-store.ts';
import type { Month } from './report-month.ts';
import { registered } from './report-register.ts';
import { dueOf } from './review-terms.ts';
import { serviceTitle } from './service-title.ts';
import { createDraftTally } from './tally-drafts.ts';
import { createTally } from './tally-month.ts';

export interface ReportWith {
  readonly policy: Pick<Policy, 'posting' | 'users'>;
  readonly month: Month;
  readonly now: number;
  readonly silentDays: number;
  /** Those that are asked for, with or without rules. */
  readonly services: readonly string[];
}

export function createMonthlyReport({ policy, month, now, silentDays, services }: ReportWith) {
  const tallies = new Map(
    services.map((service) => {
      const isOpen = compileHours(postingRuleOf(policy, service)?.hours ?? {});
      const due = (at: string) => dueOf(policy, service, at);
      return [service, createTally({ month, now, isOpen, dueOf: due })] as const;
    }),
  );
  const drafts = new Map(services.map((service) => [service, createDraftTally(month)] as const));
  return {
    addDrafts(rows: readonly StoredDraft[]): void {
      for (const row of rows) drafts.get(row.service)?.add(row);
    },
    add(rows: readonly StoredPosting[]): void {
      for (const row of rows) tallies.get(row.posting.service)?.add(row);
    },
    /** @param last the newest post of each account before the month's end */
    services(last: readonly LastPost[]): ServiceReport[] {
      return [...tallies].map(([service, tally]) => {
        const rule = postingRuleOf(policy, service);
        const counted = tally.counted();
        const isPicked = rule?.topics !== undefined || counted.topics.some(({ topic }) => topic);
        const own = last.filter((each) => each.service === service);
        const options = { month, now, silentDays, last: own, users: policy.users };
        return {
          service,
          title: serviceTitle(policy, service),
          ...counted,
          drafts: (drafts.get(service) ?? createDraftTally(month)).counted(),
          topics: isPicked ? counted.topics : [],
          ...(rule === undefined ? withoutRules : registered(rule, options)),
        };
      });
    },
  };
}

const withoutRules = {
  suspensions: [],
  silentAccounts: [],
  terms: { state: 'none', checked: null },
  posters: [],
  withoutPoster: [],
} as const satisfies Partial<ServiceReport>;
