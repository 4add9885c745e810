/** What waits for somebody, read anew from the store each minute. */
import { parseDestination } from '../../../shared/destination/destination.ts';
import { japanDate } from '../../../shared/policy/japan-time.ts';
import { responsibleAt } from '../../../shared/policy/people-in-term.ts';
import { postingRuleOf } from '../../../shared/policy/posting-rule.ts';
import type { Policy } from '../../../shared/policy/schema.ts';
import { mayApprove } from '../../../shared/policy/upload-approvers.ts';
import { reviewTerms } from '../postings/review-terms.ts';
import { serviceTitle } from '../postings/service-title.ts';
import type { StoredDisaster } from '../store/disaster-store.ts';
import type { Store } from '../store/store.ts';
import { corrections } from './correction-source.ts';
import type { NoticeSource } from './notify.ts';

export interface SourcesOptions {
  readonly store: Pick<
    Store,
    'accounts' | 'uploadApprovals' | 'drafts' | 'postings' | 'disasters' | 'notifications'
  >;
  readonly policy: () => Policy;
  readonly now: () => number;
}

/** Older things are not news: neither after a long stop, nor where notifications are new. */
const recentMs = 7 * 24 * 3_600_000;
const mostDisasters = 20;
const mostOperations = 50;

export function noticeSources(options: SourcesOptions): NoticeSource[] {
  return [
    approvals(options),
    drafts(options),
    overdue(options),
    corrections(options),
    disasters(options),
    unknownWrites(options),
  ];
}

function approvals({ store, policy, now }: SourcesOptions): NoticeSource {
  return async () => {
    const since = new Date(now() - recentMs).toISOString();
    const open = await store.uploadApprovals.list({ state: 'open', since });
    if (open.length === 0) return [];
    const accounts = await store.accounts.list();
    return open.flatMap(({ id, host, port, rule, user }) => {
      const scheme = port === 80 ? 'http' : 'https';
      const parsed = parseDestination(`${scheme}://${host}:${port}/`);
      if (!parsed.ok) return [];
      const asked = { rule, destination: parsed.destination, user };
      const recipients = accounts
        .filter((account) => mayApprove(policy(), asked, account))
        .map((account) => account.id);
      const notice = { about: id, service: host, title: host, reference: id, path: '/approvals' };
      return [{ kind: 'upload-approval' as const, recipients, notice }];
    });
  };
}

/** Once for each version: a draft that was written anew waits again. Never to its author. */
function drafts({ store, policy, now }: SourcesOptions): NoticeSource {
  return async () => {
    const since = new Date(now() - recentMs).toISOString();
    const open = await store.drafts.list({ states: ['open'], since });
    if (open.length === 0) return [];
    const accounts = await store.accounts.list();
    return open.flatMap(({ id, user, service, account, versions }) => {
      const rule = postingRuleOf(policy(), service);
      if (rule === undefined) return [];
      const isAuthor = (person: string) =>
        person === user || accounts.some((each) => each.id === person && each.user === user);
      const recipients = responsibleAt(rule, now()).filter((person) => !isAuthor(person));
      const notice = {
        about: `${id} ${versions.length}`,
        service: serviceTitle(policy(), service),
        title: account,
        reference: id,
        path: '/posting-drafts',
      };
      return [{ kind: 'draft' as const, recipients, notice }];
    });
  };
}

/** Once a day for each service, with how many. */
function overdue({ store, policy, now }: SourcesOptions): NoticeSource {
  return async () => {
    const terms = reviewTerms(policy(), now());
    const found = [];
    for (const rule of policy().posting ?? []) {
      const { service } = rule;
      const { overdue: count } = await store.postings.countOpen([service], terms);
      if (count === 0) continue;
      const day = japanDate(now());
      const notice = {
        about: `${service} ${day}`,
        service: serviceTitle(policy(), service),
        title: `${count} 件 / ${count} postings`,
        reference: `${service} ${day}`,
        path: `/postings?state=overdue&service=${encodeURIComponent(service)}`,
      };
      const recipients = responsibleAt(rule, now());
      found.push({ kind: 'review-overdue' as const, recipients, notice });
    }
    return found;
  };
}

function disasters({ store, policy, now }: SourcesOptions): NoticeSource {
  return async () => {
    const recent = new Date(now() - recentMs).toISOString();
    const latest = await store.disasters.latest(mostDisasters);
    const administrators = await administratorsOf(store);
    return latest.flatMap((disaster) => {
      const notice = disasterNotice(disaster, policy());
      const recipients = [
        ...(policy().posting ?? [])
          .filter(({ service }) => disaster.services.includes(service))
          .flatMap((rule) => responsibleAt(rule, now())),
        ...administrators,
      ];
      const { from, ended } = disaster;
      return [
        ...(from < recent ? [] : [{ kind: 'disaster-thrown' as const, recipients, notice }]),
        ...(ended === null || ended.at < recent
          ? []
          : [{ kind: 'disaster-ended' as const, recipients, notice }]),
      ];
    });
  };
}

function disasterNotice({ id, services }: StoredDisaster, policy: Policy) {
  const titles = services.map((each) => serviceTitle(policy, each)).join('、');
  return { about: id, service: titles, title: titles, reference: id, path: '/disasters' };
}

/** Once for each operation, however often it is met. */
function unknownWrites({ store, policy, now }: SourcesOptions): NoticeSource {
  return async () => {
    const since = new Date(now() - recentMs).toISOString();
    const found = await store.notifications.unknownSince(since, mostOperations);
    if (found.length === 0) return [];
    const administrators = await administratorsOf(store);
    return found.map(({ service, operation, decision }) => {
      const rule = postingRuleOf(policy(), service);
      const own = rule === undefined ? [] : responsibleAt(rule, now());
      const notice = {
        about: `${service} ${operation}`,
        service: serviceTitle(policy(), service),
        title: operation,
        reference: decision,
        path: `/postings?state=unknown-write&service=${encodeURIComponent(service)}`,
      };
      return { kind: 'unknown-write' as const, recipients: [...own, ...administrators], notice };
    });
  };
}

async function administratorsOf(store: Pick<Store, 'accounts'>): Promise<string[]> {
  const accounts = await store.accounts.list();
  return accounts.filter(({ role }) => role === 'administrator').map(({ id }) => id);
}
