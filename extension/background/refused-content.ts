/**
 * A request of a page was refused because of what it holds:
 *
 *   403 with Sekisho-Decision ─► the link confirms it ─► the guard of the tab shows why
 *
 * A web site can write that header too: nothing is shown that the link does not know.
 */
import type { DecisionSummary } from '../../shared/protocol/link.ts';
import type { RefusedMessage } from '../guard/channel.ts';
import { hostOf } from './early-decision.ts';
import type { LinkSession } from './link-session.ts';
import type { HeldProjection } from './projection-holder.ts';
import { claimedDecision, confirmed } from './refused.ts';
import type { EarlyRefusal } from './report.ts';

export interface RefusedContent {
  onResponse(
    tabId: number,
    url: string,
    status: number,
    headers: readonly { name: string; value?: string | undefined }[],
  ): Promise<void>;
  /** An upload that the early decision stopped. */
  onEarlyRefusal(tabId: number, refusal: EarlyRefusal): Promise<void>;
}

/** A page that tries again and again is told of once. */
const shownAtMost = 200;

export function createRefusedContent(options: {
  session: Pick<LinkSession, 'ask'>;
  projection: () => Promise<HeldProjection | null>;
  tell: (tabId: number, message: RefusedMessage) => Promise<void>;
}): RefusedContent {
  const shown = new Set<string>();

  async function tell(tabId: number, decision: DecisionSummary): Promise<void> {
    const contact = (await options.projection())?.projection.helpdesk ?? null;
    await options.tell(tabId, { tell: 'refused', decision, contact });
  }

  return {
    async onResponse(tabId, url, status, headers) {
      const id = claimedDecision(status, headers);
      if (id === null || shown.has(id)) return;
      shown.add(id);
      if (shown.size > shownAtMost) shown.delete(shown.values().next().value ?? '');
      const answer = await options.session.ask('decisions', { id });
      const decision = confirmed(answer, id, hostOf(url));
      // Of a refused destination the page itself has to tell.
      if (decision !== null && isAboutContent(decision)) await tell(tabId, decision);
    },
    async onEarlyRefusal(tabId, { decision, at, url }) {
      const host = hostOf(url) ?? '';
      await tell(tabId, { ...decision, at, url, host, source: 'extension' });
    },
  };
}

function isAboutContent({ upload, postings, reason }: DecisionSummary): boolean {
  return upload !== undefined || postings !== undefined || reason === 'unread-upload';
}
