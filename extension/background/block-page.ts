/**
 * From a navigation that did not come through to the block page.
 *
 *   error of the main frame ─► failures.ts ─► ask the link ─► refused: block page with the decision
 *                                                          ─► not refused: the browser's own page
 *                                                          ─► no answer: block page that says so
 */

import { parseDestination } from '../../shared/destination/destination.ts';
import { type DecisionSummary, isToBeShown } from '../../shared/protocol/link.ts';
import type { Obstacle } from '../messages.ts';
import { hostOf, withoutFragment } from './early-decision.ts';
import { failureOf } from './failures.ts';
import type { LinkSession } from './link-session.ts';
import type { Navigations } from './navigations.ts';
import { claimedDecision, confirmed, refusalAmong, refusedWithinMs } from './refused.ts';
import type { EarlyRefusal } from './report.ts';
import type { StoppedStore } from './stopped-store.ts';

export interface BlockPage {
  onError(tabId: number, url: string, error: string): Promise<void>;
  onResponse(
    tabId: number,
    url: string,
    status: number,
    headers: readonly { name: string; value?: string | undefined }[],
  ): Promise<void>;
  /** A 407 that was shown as a page: no credential was to be had. */
  onUnanswered(tabId: number, url: string): Promise<void>;
  onEarlyRefusal(tabId: number, refusal: EarlyRefusal): Promise<void>;
}

export function createBlockPage(options: {
  enrolled: () => Promise<boolean>;
  session: LinkSession;
  stopped: StoppedStore;
  navigations: Pick<Navigations, 'of' | 'left'>;
  show: (tabId: number, ref: string) => Promise<void>;
  now: () => number;
}): BlockPage {
  const { session, stopped, navigations } = options;

  async function stop(
    tabId: number,
    url: string,
    why: { decision: DecisionSummary } | { obstacle: Obstacle },
  ): Promise<void> {
    // Whoever has gone on meanwhile is not called back.
    if (navigations.left(tabId, url)) return;
    const { page } = await navigations.of(tabId, url);
    const decision = 'decision' in why ? why.decision : null;
    const obstacle = 'obstacle' in why ? why.obstacle : null;
    const ref = decision?.id ?? crypto.randomUUID();
    const at = options.now();
    await stopped.add({ ref, url: withoutFragment(url), page, at, obstacle, decision });
    await options.show(tabId, ref);
  }

  async function onUnanswered(tabId: number, url: string): Promise<void> {
    const obstacle = (await options.enrolled()) ? 'no-credential' : 'not-enrolled';
    await stop(tabId, url, { obstacle });
  }

  async function onRefusedTunnel(tabId: number, url: string): Promise<void> {
    const parsed = parseDestination(url);
    if (!parsed.ok) return;
    if (!(await options.enrolled())) return onUnanswered(tabId, url);
    const { host, port } = parsed.destination;
    const result = await session.ask('decisions', { host, port, withinMs: refusedWithinMs });
    if (!result.ok) {
      return stop(tabId, url, { obstacle: result.status === 0 ? 'proxy-down' : 'no-credential' });
    }
    const decision = refusalAmong(result.answer.decisions);
    if (decision) await stop(tabId, url, { decision });
  }

  return {
    async onError(tabId, url, error) {
      const failure = failureOf(error);
      switch (failure) {
        case null:
          return;
        case 'proxy-down':
          return stop(tabId, url, { obstacle: 'proxy-down' });
        case 'no-credential':
          return onUnanswered(tabId, url);
        case 'tunnel-refused':
          return onRefusedTunnel(tabId, url);
        default:
          return failure satisfies never;
      }
    },
    async onResponse(tabId, url, status, headers) {
      const id = claimedDecision(status, headers);
      if (id === null) return;
      const answer = await session.ask('decisions', { id });
      const decision = confirmed(answer, id, hostOf(url), isToBeShown);
      if (decision) await stop(tabId, url, { decision });
    },
    onUnanswered,
    async onEarlyRefusal(tabId, refusal) {
      const { decision, at, url } = refusal;
      const host = hostOf(url) ?? '';
      const summary: DecisionSummary = { ...decision, at, url, host, source: 'extension' };
      await stop(tabId, url, { decision: summary });
    },
  };
}
