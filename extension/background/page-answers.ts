/** What the block page and the popup are told. */
import { decisionIdPattern } from '../../shared/policy/decision-id.ts';
import type { AccessRequest } from '../../shared/protocol/link.ts';
import type { MessageAnswer, MessageBody, MessageName } from '../messages.ts';
import type { Acknowledged } from './acknowledged.ts';
import { type CredentialHolder, isCredential } from './credential.ts';
import { decideOutgoing, hostOf, withoutFragment } from './early-decision.ts';
import type { Enrolled, Enrolment } from './enrolment.ts';
import type { LinkSession } from './link-session.ts';
import type { NetRules } from './net-rules.ts';
import type { News } from './news.ts';
import { isPassable } from './passable.ts';
import type { HeldProjection, ProjectionHolder } from './projection-holder.ts';
import type { Reporter } from './report.ts';
import type { StoppedStore } from './stopped-store.ts';
import type { WantedParts } from './wanted.ts';

export type PageAnswers = {
  [M in MessageName]: (body: MessageBody<M>) => Promise<MessageAnswer<M>>;
};

export function createPageAnswers(parts: {
  enrolled: () => Promise<Enrolled | null>;
  enrolment: Pick<Enrolment, 'enrol' | 'changePerson'>;
  credentials: CredentialHolder;
  session: LinkSession;
  netRules: Pick<NetRules, 'withoutRoom'>;
  projections: ProjectionHolder;
  acknowledged: Pick<Acknowledged, 'add' | 'forget'>;
  stopped: StoppedStore;
  reporter: Pick<Reporter, 'flush'>;
  wanted: Pick<WantedParts, 'of' | 'find'>;
  news: Pick<News, 'shown'>;
  /** Address of the page in a tab; null where nobody can tell. */
  tabUrl: (tab: number) => Promise<string | null>;
  restartWatch: () => void;
  openBlockPage: (ref: string) => Promise<void>;
  now: () => number;
}): PageAnswers {
  const { session, stopped, projections } = parts;

  async function hindrance(): Promise<string | null> {
    if ((await parts.enrolled()) === null) return null;
    const credential = await parts.credentials.current();
    return isCredential(credential) || credential.message === '' ? null : credential.message;
  }

  async function find(ref: string) {
    const known = await stopped.get(ref);
    if (known || !decisionIdPattern.test(ref)) return known;
    const result = await session.ask('decisions', { id: ref });
    const decision = result.ok ? result.answer.decisions[0] : undefined;
    if (decision === undefined) return null;
    const { url, at } = decision;
    return stopped.add({
      ref,
      url,
      page: null,
      at: Date.parse(at),
      obstacle: null,
      decision,
    });
  }

  return {
    async stopped({ ref }) {
      const found = await find(ref);
      if (found === null) return null;
      const [held, requests] = [
        await projections.current(),
        await session.ask('access-requests', {}),
      ];
      const host = hostOf(found.url) ?? '';
      const own = requests.ok ? forHost(requests.answer.requests, host) : null;
      if (own !== null) void parts.news.shown(own).catch(() => {});
      return {
        stopped: found,
        host,
        list: held && listOf(held, found.decision?.rule ?? null),
        contact: held?.projection.helpdesk ?? null,
        requests: own,
        hindrance: await hindrance(),
        passable: isPassable(
          found,
          held && allows(held, found.url, parts.now()),
          requests.ok || requests.code === 'hub-unreachable',
        ),
      };
    },

    async 'request-access'({ ref, url, page, reason }) {
      // The link grants nothing for a decision that it has not recorded.
      await parts.reporter.flush();
      const result = await session.ask('request-access', { decision: ref, url, page, reason });
      return result.ok ? { ok: true, request: result.answer } : result;
    },

    async acknowledge({ ref, reason }) {
      // As above: of an early decision the link knows by its report alone.
      await parts.reporter.flush();
      const result = await session.ask('acknowledge', { decision: ref, reason });
      if (!result.ok) return result;
      const warned = (await find(ref))?.decision;
      // Of content the destination stays as it is: these bytes alone may leave.
      const url = warned?.held === undefined ? warned?.url : undefined;
      if (url !== undefined) await parts.acknowledged.add(url, Date.parse(result.answer.until));
      return { ok: true };
    },

    async popup({ tab }) {
      const enrolled = await parts.enrolled();
      const held = await projections.current();
      if (enrolled === null) {
        return { ...nobody, contact: held?.projection.helpdesk ?? null };
      }
      const [wanted, status, requests, people, drafts, approvals] = await Promise.all([
        tab === null ? [] : parts.wanted.of(tab),
        session.ask('status', {}),
        session.ask('access-requests', {}),
        session.ask('people', {}),
        session.ask('drafts', {}),
        session.ask('approvals', {}),
      ]);
      if (requests.ok) void parts.news.shown(requests.answer.requests).catch(() => {});
      return {
        enrolled: true,
        person: status.ok ? status.answer.person : enrolled.person,
        status: status.ok ? status.answer : null,
        requests: requests.ok ? requests.answer.requests : null,
        people: people.ok ? people.answer.people : [],
        drafts: drafts.ok ? drafts.answer.drafts : [],
        places: drafts.ok ? drafts.answer.places : [],
        approvals: approvals.ok ? approvals.answer.approvals : [],
        contact: held?.projection.helpdesk ?? null,
        hindrance: await hindrance(),
        wanted: wanted.map(({ host, count, decision }) => ({ host, count, ref: decision.id })),
        withoutRoom: parts.netRules.withoutRoom,
      };
    },

    async 'write-draft'(body) {
      const result = await session.ask('write-draft', body);
      return result.ok ? { ok: true, draft: result.answer } : result;
    },

    async 'revise-draft'(body) {
      const result = await session.ask('revise-draft', body);
      return result.ok ? { ok: true, draft: result.answer } : result;
    },

    async 'withdraw-draft'(body) {
      const result = await session.ask('withdraw-draft', body);
      return result.ok ? { ok: true, draft: result.answer } : result;
    },

    async 'ask-for-part'({ ref }) {
      const found = await parts.wanted.find(ref);
      if (found === null) return {};
      const { decision, tab } = found;
      const page = await parts.tabUrl(tab).catch(() => null);
      await stopped.add({
        ref,
        url: withoutFragment(decision.url),
        page: page !== null && /^https?:/.test(page) ? withoutFragment(page) : null,
        at: Date.parse(decision.at),
        obstacle: null,
        decision,
        part: true,
      });
      await parts.openBlockPage(ref);
      return {};
    },

    async 'switch-person'({ user }) {
      const result = await session.ask('switch-person', { user });
      if (!result.ok) return result;
      await parts.acknowledged.forget();
      await parts.enrolment.changePerson(result.answer.person);
      // The credential stands for the browser and stays; the projection is the other person's.
      await projections.forget();
      parts.restartWatch();
      return { ok: true, person: result.answer.person };
    },

    async enrol({ code }) {
      const result = await parts.enrolment.enrol(code);
      return 'enrolment' in result ? { ok: true, person: result.person } : result;
    },

    async 'show-decision'({ id }) {
      await parts.openBlockPage(id);
      return {};
    },
  };
}

const nobody = {
  enrolled: false,
  person: null,
  status: null,
  requests: [],
  people: [],
  drafts: [],
  approvals: [],
  places: [],
  hindrance: null,
  wanted: [],
  withoutRoom: 0,
};

/** `public-bodies/go.jp` → title and reason of `public-bodies`; `services/x` → the service's title. */
export function listOf(
  { projection }: HeldProjection,
  rule: string | null,
): { title: string; reason: string } | null {
  if (rule === null) return null;
  const list = projection.lists.find((each) => rule.startsWith(`${each.id}/`));
  if (list !== undefined) return { title: list.title, reason: list.reason };
  const service = (projection.services ?? []).find(({ id }) => rule === `services/${id}`);
  return service ? { title: service.title, reason: '約款による外部サービスの台帳' } : null;
}

function allows(held: HeldProjection, url: string, at: number): boolean {
  const decision = decideOutgoing(
    held,
    { url, method: 'GET', act: 'navigate' as const, initiator: null },
    at,
    '',
  );
  return decision?.action === 'allow';
}

function forHost(requests: readonly AccessRequest[], host: string): AccessRequest[] {
  return requests.filter((each) => hostOf(each.url) === host);
}
