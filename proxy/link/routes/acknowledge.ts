/**
 * A person goes on from a warning and says why: block page or guard → link → the gateway lets that
 * host through for ten minutes; of content, these bytes, once.
 */
import { maskHost, maskText } from '../../../shared/audit/mask.ts';
import { hostText, parseDestination } from '../../../shared/destination/destination.ts';
import type { LinkAnswer, LinkBody } from '../../../shared/protocol/link.ts';
import type { RecentDecisions } from '../../record/recent-decisions.ts';
import type { Acknowledgements } from '../acknowledgements.ts';
import type { Caller } from '../credentials.ts';
import type { HeldContent } from '../held-content.ts';
import { createRateLimit } from '../rate-limit.ts';
import type { RecordChange } from '../record-change.ts';
import { type Refusal, refuse } from '../refusal.ts';

export function acknowledgeRoute(options: {
  acknowledgements: Acknowledgements;
  held: Pick<HeldContent, 'acknowledge'>;
  recent: RecentDecisions;
  record: RecordChange;
  now: () => number;
}): (
  body: LinkBody<'acknowledge'>,
  caller: Caller,
) => Promise<LinkAnswer<'acknowledge'> | Refusal> {
  const { acknowledgements, held, recent, record, now } = options;
  const calls = createRateLimit({ limit: 30, windowMs: 60_000, now });

  return async ({ decision, reason }, { person: { user } }) => {
    if (reason.trim() === '') return refuse('body-malformed', 'reason: 理由 / it is empty');
    const warned = recent.byId(user, decision);
    if (warned?.action !== 'warn') return refuse('warning-unknown');
    const parsed = parseDestination(warned.url);
    if (!parsed.ok) return refuse('warning-unknown');
    if (calls.exceeded()) return refuse('too-many-attempts');
    calls.count();
    const { destination } = parsed;
    const shown = hostText({ ...destination, host: maskHost(destination.host) });
    // On record before it counts.
    await record({
      act: 'warning-acknowledged',
      actor: user,
      subject: `${shown}:${destination.port}`,
      detail: maskText(reason.trim()),
      decision,
    });
    const until =
      warned.held === undefined
        ? acknowledgements.add(user, destination)
        : held.acknowledge(user, decision, [destination], warned.held);
    return { until: new Date(until).toISOString() };
  };
}
