/** What the register says of a service in a month: suspensions, silent accounts, terms, posters. */
import { accountKey } from '../../../shared/policy/compile-posting.ts';
import { endOf, startOf } from '../../../shared/policy/japan-time.ts';
import { isInTerm, userOf } from '../../../shared/policy/people-in-term.ts';
import type { PostingRule } from '../../../shared/policy/posting-schema.ts';
import { isOld } from '../../../shared/policy/register-gaps.ts';
import type { Policy } from '../../../shared/policy/schema.ts';
import type { ServiceReport } from '../../../shared/protocol/posting-report.ts';
import type { LastPost } from '../store/content-stores.ts';
import type { Month } from './report-month.ts';

type Registered = Pick<
  ServiceReport,
  'suspensions' | 'silentAccounts' | 'terms' | 'posters' | 'withoutPoster'
>;

export interface RegisterWith {
  readonly month: Month;
  readonly now: number;
  readonly silentDays: number;
  /** Of this service. */
  readonly last: readonly LastPost[];
  readonly users: Policy['users'];
}

const dayMs = 86_400_000;

export function registered(rule: PostingRule, options: RegisterWith): Registered {
  const at = Math.min(options.now, options.month.end - 1);
  return {
    suspensions: suspensionsIn(rule, options.month),
    silentAccounts: silentAccounts(rule, at, options),
    terms: termsOf(rule, at),
    posters: rule.accounts.flatMap((account) => postersOf(account, at, options)),
    withoutPoster: rule.accounts
      .filter((account) => !account.posters.some((each) => problemOf(each, at, options) === null))
      .map(({ name }) => name),
  };
}

function suspensionsIn({ accounts }: PostingRule, month: Month): ServiceReport['suspensions'] {
  return accounts.flatMap(({ name, suspended }) => {
    if (suspended === undefined) return [];
    const { from = null, until = null, reason } = suspended;
    const begins = from === null || startOf(from) < month.end;
    const ends = until !== null && endOf(until) <= month.begin;
    return begins && !ends ? [{ account: name, from, until, reason }] : [];
  });
}

function silentAccounts(
  { accounts }: PostingRule,
  at: number,
  { last, silentDays }: RegisterWith,
): ServiceReport['silentAccounts'] {
  const times = new Map(last.map((each) => [each.account, each.at]));
  return accounts.flatMap(({ name, ids = [] }) => {
    const known = [name, ...ids].flatMap((each) => times.get(accountKey(each)) ?? []);
    const newest = known.sort().at(-1) ?? null;
    const isSilent = newest === null || at - Date.parse(newest) >= silentDays * dayMs;
    return isSilent ? [{ account: name, last: newest }] : [];
  });
}

function termsOf({ terms }: PostingRule, at: number): ServiceReport['terms'] {
  if (terms === undefined) return { state: 'none', checked: null };
  const { checked = null } = terms;
  if (checked === null) return { state: 'never', checked };
  return { state: isOld(checked, at) ? 'due' : 'checked', checked };
}

type Account = PostingRule['accounts'][number];
type Poster = Account['posters'][number];

function postersOf(
  { name, posters }: Account,
  at: number,
  options: Pick<RegisterWith, 'users'>,
): ServiceReport['posters'] {
  return posters.flatMap((each) => {
    const problem = problemOf(each, at, options);
    if (problem === null) return [];
    const user = userOf(each);
    const isUsers = problem === 'user-ended';
    const until = isUsers
      ? options.users?.find(({ id }) => id === user)?.until
      : typeof each === 'string'
        ? undefined
        : each.until;
    return [{ account: name, user, problem, until: until ?? null }];
  });
}

/** null: the poster's term runs. */
function problemOf(
  each: Poster,
  at: number,
  { users }: Pick<RegisterWith, 'users'>,
): ServiceReport['posters'][number]['problem'] | null {
  if (!isInTerm(each, at)) {
    const isBefore = typeof each !== 'string' && each.from !== undefined && at < startOf(each.from);
    return isBefore ? 'not-yet' : 'ended';
  }
  if (users === undefined) return null;
  const known = users.find(({ id }) => id === userOf(each));
  if (known === undefined) return 'user-unknown';
  return isInTerm({ until: known.until }, at) ? null : 'user-ended';
}
