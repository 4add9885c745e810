/** Who answers drafts and whose they are, by the policy of now; and until when an approval may hold. */
import { addDuration } from '../../../shared/policy/duration.ts';
import { responsibleAt } from '../../../shared/policy/people-in-term.ts';
import { postingRuleOf } from '../../../shared/policy/posting-rule.ts';
import { postingDefaults } from '../../../shared/policy/posting-schema.ts';
import type { Policy } from '../../../shared/policy/schema.ts';
import type { Account } from '../../../shared/protocol/accounts.ts';

type Person = Pick<Account, 'id' | 'user' | 'role'>;

/** Whatever the policy says, an approval is over after this. */
const longestApprovalDays = 30;
const dayMs = 86_400_000;

/** The responsible person and the deputies in their term; nobody answers their own; auditors change nothing. */
export function mayAnswer(
  policy: Policy,
  draft: { readonly service: string; readonly user: string },
  account: Person,
  now: number,
): boolean {
  const rule = postingRuleOf(policy, draft.service);
  if (rule === undefined || account.role === 'auditor') return false;
  if (account.user === draft.user || account.id === draft.user) return false;
  return responsibleAt(rule, now).some((name) => name === account.id || name === account.user);
}

export function isOwn({ user }: { readonly user: string }, account: Person): boolean {
  return writerOf(account) === user;
}

/** The policy's user that an account writes for. */
export function writerOf({ id, user }: Person): string {
  return user ?? id;
}

/** Until when it is approved where nobody says otherwise (epoch ms). */
export function usualEnd(policy: Policy, service: string, now: number): number {
  const period = postingRuleOf(policy, service)?.approvedFor ?? postingDefaults.approvedFor;
  return Math.min(addDuration(now, period), latestEnd(now));
}

export function latestEnd(now: number): number {
  return now + longestApprovalDays * dayMs;
}
