/** By when a posting is looked at: `reviewWithin` of its service's rules, by the policy of now. */
import { addDuration } from '../../../shared/policy/duration.ts';
import { postingRuleOf } from '../../../shared/policy/posting-rule.ts';
import { postingDefaults } from '../../../shared/policy/posting-schema.ts';
import type { Policy } from '../../../shared/policy/schema.ts';
import type { ReviewTerms } from '../store/content-stores.ts';

type Rules = Pick<Policy, 'posting'>;

/** The days that are over: what was posted before them is overdue. */
export function reviewTerms({ posting = [] }: Rules, now: number): ReviewTerms {
  const before = (term: string) => new Date(addDuration(now, term, -1)).toISOString();
  return {
    byService: new Map(
      posting.flatMap(({ service, reviewWithin }) =>
        reviewWithin === undefined ? [] : [[service, before(reviewWithin)] as const],
      ),
    ),
    others: before(postingDefaults.reviewWithin),
    now: new Date(now).toISOString(),
  };
}

/** @param at ISO. @returns ISO */
export function dueOf(policy: Rules, service: string, at: string): string {
  const term = postingRuleOf(policy, service)?.reviewWithin ?? postingDefaults.reviewWithin;
  return new Date(addDuration(Date.parse(at), term)).toISOString();
}
