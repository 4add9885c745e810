/** A person asks whom the policy names to let one stopped file go: guard → link → hub. */
import { randomBytes } from 'node:crypto';
import { maskRule } from '../../../shared/audit/mask.ts';
import { typedReason } from '../../../shared/audit/typed-reason.ts';
import { parseDestination } from '../../../shared/destination/destination.ts';
import { decisionId } from '../../../shared/policy/decision-id.ts';
import type { LinkAnswer, LinkBody } from '../../../shared/protocol/link.ts';
import type { Log } from '../../platform/log.ts';
import type { RecentDecisions } from '../../record/recent-decisions.ts';
import type { Caller } from '../credentials.ts';
import { createRateLimit } from '../rate-limit.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { UploadApprovals } from '../upload-approvals.ts';

export function askApprovalRoute(options: {
  approvals: Pick<UploadApprovals, 'ask'>;
  recent: Pick<RecentDecisions, 'byId'>;
  now: () => number;
  log: Log;
}): (
  body: LinkBody<'ask-approval'>,
  caller: Caller,
) => Promise<LinkAnswer<'ask-approval'> | Refusal> {
  const { approvals, recent, now, log } = options;
  const calls = createRateLimit({ limit: 20, windowMs: 60_000, now });

  return async ({ decision, reason }, { person: { user, unit } }) => {
    if (reason.trim() === '') return refuse('body-malformed', 'reason: 理由 / it is empty');
    const stopped = recent.byId(user, decision);
    const item = stopped?.upload?.items[0];
    const rule = stopped?.approval?.rule;
    if (stopped == null || item === undefined || rule === undefined)
      return refuse('upload-unknown');
    const parsed = parseDestination(stopped.url);
    if (!parsed.ok) return refuse('upload-unknown');
    if (calls.exceeded()) return refuse('too-many-attempts');
    calls.count();
    const { host, port } = parsed.destination;
    try {
      return await approvals.ask({
        id: decisionId(now(), randomBytes(5)),
        decision,
        user,
        unit,
        host,
        port,
        rule: maskRule(rule),
        clause: stopped.clause && maskRule(stopped.clause),
        item,
        reason: typedReason(reason.trim()),
      });
    } catch (error) {
      const { code, status } = (error ?? {}) as { code?: unknown; status?: unknown };
      log.warn({ reason: code }, 'request for approval not taken');
      if (status === 429) return refuse('too-many-requests');
      return refuse(code === 'refused' ? 'approval-impossible' : 'hub-unreachable');
    }
  };
}
