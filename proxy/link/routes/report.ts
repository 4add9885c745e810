/**
 * Early decisions of the extension become decision records of their own, once for each id: an
 * extension that lost the answer sends them again. They are recorded as reported.
 */
import { maskHost, maskRule, recordedDestination } from '../../../shared/audit/mask.ts';
import type { DecisionRecord } from '../../../shared/audit/record.ts';
import { parseDestination, urlText } from '../../../shared/destination/destination.ts';
import { decisionIdPattern } from '../../../shared/policy/decision-id.ts';
import type { LinkAnswer, LinkBody, Person } from '../../../shared/protocol/link.ts';
import type { AuditLog } from '../../record/audit-log.ts';
import type { RecentDecisions } from '../../record/recent-decisions.ts';
import type { Caller } from '../credentials.ts';
import type { PolicyHolder } from '../policy-holder.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { ReportedIds } from '../reported-ids.ts';

const longestAgo = 366 * 24 * 3_600_000;

type Reported = LinkBody<'report'>['decisions'][number];

export function reportRoute(options: {
  policy: PolicyHolder;
  audit: Pick<AuditLog, 'append'>;
  recent: RecentDecisions;
  known: ReportedIds;
  now: () => number;
}): (body: LinkBody<'report'>, caller: Caller) => Promise<LinkAnswer<'report'> | Refusal> {
  const { policy, audit, recent, known, now } = options;

  async function recordOne(reported: Reported, person: Person): Promise<boolean> {
    const { id } = reported.decision;
    // The gateway's own decisions have their line already.
    if (recent.byId(person.user, id) !== null || !known.add(id)) return false;
    const at = new Date(withinReach(Date.parse(reported.at), now())).toISOString();
    const parsed = parseDestination(reported.url);
    const destination = parsed.ok ? parsed.destination : null;
    const state = policy.current();
    const decision = withoutSurprises(reported.decision);
    const record: DecisionRecord = {
      v: 1,
      type: 'decision',
      id,
      at,
      source: 'extension',
      act: reported.act ?? 'request',
      who: { user: person.user, unit: person.unit, identity: 'declared' },
      destination: destination && recordedDestination(destination),
      method: methodOf(reported.method),
      initiator: initiatorHost(reported.initiator),
      action: decision.action,
      would: decision.would ?? null,
      reason: decision.reason,
      rule: decision.rule,
      clause: decision.clause,
      mode:
        state.state !== 'none' && state.revision === reported.revision ? state.policy.mode : null,
      revision: reported.revision,
      address: null,
      handling: null,
    };
    try {
      await audit.append(record);
    } catch (error) {
      known.remove(id);
      throw error;
    }
    const url = destination ? urlText(destination) : '';
    const host = destination?.host ?? '';
    recent.add(person.user, { ...decision, at, url, host, source: 'extension' });
    return true;
  }

  return async ({ decisions }, { person }) => {
    const odd = decisions.findIndex(
      ({ decision, at }) => !decisionIdPattern.test(decision.id) || Number.isNaN(Date.parse(at)),
    );
    if (odd >= 0) {
      return refuse('body-malformed', `decisions.${odd}: 参照番号か時刻 / its id or time is none`);
    }
    const recorded = await Promise.allSettled(decisions.map((each) => recordOne(each, person)));
    const failed = recorded.find((each) => each.status === 'rejected');
    if (failed) throw failed.reason;
    return {
      recorded: recorded.filter((each) => each.status === 'fulfilled' && each.value).length,
    };
  };
}

/** Each day is a file of its own at the hub: a time beyond all sense must not make one. */
function withinReach(at: number, now: number): number {
  return Math.max(now - longestAgo, Math.min(at, now));
}

function withoutSurprises(decision: Reported['decision']): Reported['decision'] {
  const { rule, clause } = decision;
  return {
    ...decision,
    rule: rule === null ? null : maskRule(rule.slice(0, 2100)),
    clause: clause === null ? null : maskRule(clause.slice(0, 100)),
  };
}

function methodOf(method: string | null): string | null {
  return method !== null && /^[A-Za-z]+$/.test(method) ? method.toUpperCase() : null;
}

/** The page that asked, given as an origin, a URL or a host. */
function initiatorHost(initiator: string | null): string | null {
  if (initiator === null) return null;
  const parsed = parseDestination(initiator.includes('://') ? initiator : `https://${initiator}/`);
  return parsed.ok && parsed.destination.host !== '' ? maskHost(parsed.destination.host) : null;
}
