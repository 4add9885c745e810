/** Orders to correct a posting (訂正指示): told when they are given, and when their day is over. */
import { accountKey } from '../../../shared/policy/compile-posting.ts';
import { peopleAt, responsibleAt } from '../../../shared/policy/people-in-term.ts';
import { postingRuleOf } from '../../../shared/policy/posting-rule.ts';
import type { Policy } from '../../../shared/policy/schema.ts';
import type { Account } from '../../../shared/protocol/accounts.ts';
import { serviceTitle } from '../postings/service-title.ts';
import type { OpenCorrection } from '../store/content-stores.ts';
import type { Store } from '../store/store.ts';
import type { Notice, NoticeSource } from './notify.ts';

/** Older things are not news. */
const recentMs = 7 * 24 * 3_600_000;

/**
 * Each order once when it is given, to the poster; once when it is overdue, to the poster, the
 * responsible person and deputies. Never to whoever gave it, until it is overdue.
 */
export function corrections({
  store,
  policy,
  now,
}: {
  readonly store: Pick<Store, 'accounts' | 'postings'>;
  readonly policy: () => Policy;
  readonly now: () => number;
}): NoticeSource {
  return async () => {
    const recent = new Date(now() - recentMs).toISOString();
    const time = new Date(now()).toISOString();
    const open = await store.postings.openCorrections(recent);
    if (open.length === 0) return [];
    const accounts = await store.accounts.list();
    return open.flatMap((order): Awaited<ReturnType<NoticeSource>> => {
      const posters = postersOf(order, policy(), now());
      const notice = noticeOf(order, policy());
      if (order.dueAt <= time) {
        const rule = postingRuleOf(policy(), order.service);
        const own = rule === undefined ? [] : responsibleAt(rule, now());
        return [{ kind: 'correction-overdue', recipients: [...posters, ...own], notice }];
      }
      if (order.at < recent) return [];
      const recipients = posters.filter((person) => !isSame(person, order.by, accounts));
      return [{ kind: 'correction-ordered', recipients, notice }];
    });
  };
}

/** Of a post that was found outside nobody knows who posted it: those who may. */
function postersOf(
  { user, service, account }: OpenCorrection,
  policy: Policy,
  now: number,
): readonly string[] {
  if (user !== null) return [user];
  const named = postingRuleOf(policy, service)?.accounts.find(
    ({ name, ids = [] }) =>
      account !== null && [name, ...ids].map(accountKey).includes(accountKey(account)),
  );
  return peopleAt(named?.posters ?? [], now);
}

function isSame(person: string, by: string, accounts: readonly Pick<Account, 'id' | 'user'>[]) {
  return person === by || accounts.some(({ id, user }) => id === by && user === person);
}

function noticeOf(
  { posting, number, service, account, due, decision }: OpenCorrection,
  policy: Policy,
): Notice {
  const [, month, day] = due.split('-').map(Number);
  return {
    about: `${posting} ${number}`,
    service: serviceTitle(policy, service),
    title: `${account ?? '-'}（期限 ${month}月${day}日 / due ${due}）`,
    reference: decision,
    path: `/postings/${encodeURIComponent(posting)}`,
  };
}
