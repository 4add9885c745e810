/** A person asks for a destination: block page → link → hub. Also how earlier requests stand. */
import { maskUrl } from '../../../shared/audit/mask.ts';
import { typedReason } from '../../../shared/audit/typed-reason.ts';
import { parseDestination } from '../../../shared/destination/destination.ts';
import { decisionIdPattern } from '../../../shared/policy/decision-id.ts';
import type { LinkAnswer, LinkBody } from '../../../shared/protocol/link.ts';
import type { Log } from '../../platform/log.ts';
import type { Caller } from '../credentials.ts';
import type { HubClient } from '../hub-link.ts';
import { createRateLimit } from '../rate-limit.ts';
import { type Refusal, refuse } from '../refusal.ts';

export function requestAccessRoute(options: {
  hub: HubClient;
  now: () => number;
  log: Log;
}): (
  body: LinkBody<'request-access'>,
  caller: Caller,
) => Promise<LinkAnswer<'request-access'> | Refusal> {
  const { hub, now, log } = options;
  const requests = createRateLimit({ limit: 20, windowMs: 60_000, now });

  return async ({ decision, url, page, reason }, { person: { user, unit } }) => {
    if (!decisionIdPattern.test(decision)) {
      return refuse('body-malformed', 'decision: 参照番号 / it is no reference of a decision');
    }
    const asked = sayable(url);
    if (asked === null) return refuse('body-malformed', 'url: 開けない URL / it is no usable URL');
    if (requests.exceeded()) return refuse('too-many-attempts');
    requests.count();
    const body = {
      decision,
      url: asked,
      page: page === null ? null : sayable(page),
      reason: typedReason(reason),
      user,
      unit,
    };
    try {
      // The hub records it as well: a request exists where it stands in the hub's audit log.
      return await hub.requestAccess(body);
    } catch (error) {
      const { code, status } = (error ?? {}) as { code?: unknown; status?: unknown };
      log.warn({ reason: code }, 'request for access not taken');
      return refuse(status === 429 ? 'too-many-requests' : 'hub-unreachable');
    }
  };
}

export function accessRequestsRoute(options: {
  hub: HubClient;
  log: Log;
}): (body: object, caller: Caller) => Promise<LinkAnswer<'access-requests'> | Refusal> {
  const { hub, log } = options;
  return async (_body, { person }) => {
    try {
      return { requests: await hub.accessRequests(person.user) };
    } catch (error) {
      log.warn({ reason: (error as { code?: unknown })?.code }, 'requests for access not read');
      return refuse('hub-unreachable');
    }
  };
}

/** A URL as it may leave; null where it is none. */
function sayable(text: string): string | null {
  const parsed = parseDestination(text);
  return parsed.ok ? maskUrl(parsed.destination) : null;
}
