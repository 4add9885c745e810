/**
 * What the page of a tab wanted and did not get: parts of it (scripts, pictures, frames) whose
 * destination was refused. Three ways lead here, as for a page (refused.ts):
 *
 *   early decision        → the decision is known
 *   refused CONNECT       → the browser says only that the tunnel failed; the link knows why
 *                           (of a response that Chromium hides as well)
 *   refused plain http    → 403 with `Sekisho-Decision`, which the link has to confirm
 *
 * A page that tries again and again is one line for each host.
 */
import { z } from 'zod';
import { parseDestination } from '../../shared/destination/destination.ts';
import type { Reason } from '../../shared/policy/decision.ts';
import { type DecisionSummary, decisionSummarySchema } from '../../shared/protocol/link.ts';
import type { Kept } from '../platform/kept.ts';
import { hostOf } from './early-decision.ts';
import { failureOf } from './failures.ts';
import type { LinkSession } from './link-session.ts';
import { claimedDecision, confirmed, refusalAmong, refusedWithinMs } from './refused.ts';
import type { EarlyRefusal } from './report.ts';

export const wantedSchema = z.object({
  tab: z.number(),
  host: z.string(),
  count: z.number(),
  /** The first refusal: asking for access names it. */
  decision: decisionSummarySchema,
});
export type Wanted = z.infer<typeof wantedSchema>;
export const wantedListSchema = z.array(wantedSchema);

/** Chromium shows nobody the 403 that stands in the place of a script or picture of another site. */
const hiddenResponse = 'net::ERR_BLOCKED_BY_ORB';

const ofOneTab = 100;
const keptAtMost = 500;
const askable: ReadonlySet<Reason> = new Set(['entry', 'default', 'path-unseen']);

export interface WantedParts {
  /** Another page begins in this tab. */
  begin(tab: number): Promise<void>;
  onEarlyRefusal(tab: number, refusal: EarlyRefusal): Promise<void>;
  onError(tab: number, url: string, error: string): Promise<void>;
  onResponse(
    tab: number,
    url: string,
    status: number,
    headers: readonly { name: string; value?: string | undefined }[],
  ): Promise<void>;
  /** Those asked for most often first. */
  of(tab: number): Promise<Wanted[]>;
  find(ref: string): Promise<Wanted | null>;
}

export function createWanted(options: {
  session: Pick<LinkSession, 'ask'>;
  kept: Kept<Wanted[]>;
}): WantedParts {
  const { session, kept } = options;
  /** By tab: hosts that the link was asked about, and that were not refused. */
  const innocent = new Map<number, Set<string>>();
  /** In turn: reading and writing what is kept must not overlap. */
  let last: Promise<unknown> = Promise.resolve();

  function inTurn<T>(act: (list: readonly Wanted[]) => Promise<T>): Promise<T> {
    const turn = last.then(async () => act((await kept.get()) ?? []));
    last = turn.catch(() => {});
    return turn;
  }

  /** Counts the host where it is known; else asks which decision it was. */
  function add(
    tab: number,
    host: string | null,
    decisionOf: () => Promise<DecisionSummary | null>,
  ): Promise<void> {
    return inTurn(async (list) => {
      if (host === null || host === '') return;
      const at = list.findIndex((each) => each.tab === tab && each.host === host);
      const known = list[at];
      if (known !== undefined) return kept.set(list.with(at, { ...known, count: known.count + 1 }));
      const asked = innocent.get(tab) ?? new Set();
      if (asked.has(host) || asked.size >= ofOneTab) return;
      if (list.filter((each) => each.tab === tab).length >= ofOneTab) return;
      const decision = await decisionOf();
      if (decision === null || !askable.has(decision.reason) || decision.action !== 'block') {
        innocent.set(tab, asked.add(host));
        return;
      }
      await kept.set([{ tab, host, count: 1, decision }, ...list].slice(0, keptAtMost));
    });
  }

  return {
    begin: (tab) =>
      inTurn(async (list) => {
        innocent.delete(tab);
        const others = list.filter((each) => each.tab !== tab);
        if (others.length < list.length) await kept.set(others);
      }),
    onEarlyRefusal(tab, { decision, at, url }) {
      const host = hostOf(url);
      return add(tab, host, async () => ({
        ...decision,
        at,
        url,
        host: host ?? '',
        source: 'extension',
      }));
    },
    async onError(tab, url, error) {
      if (failureOf(error) !== 'tunnel-refused' && error !== hiddenResponse) return;
      const parsed = parseDestination(url);
      if (!parsed.ok) return;
      const { host, port } = parsed.destination;
      await add(tab, host, async () => {
        const result = await session.ask('decisions', { host, port, withinMs: refusedWithinMs });
        const refused = result.ok ? refusalAmong(result.answer.decisions) : null;
        // At CONNECT the proxy saw the host alone; the browser knows what was wanted.
        return refused && { ...refused, url };
      });
    },
    async onResponse(tab, url, status, headers) {
      const id = claimedDecision(status, headers);
      const host = hostOf(url);
      if (id === null) return;
      await add(tab, host, async () => confirmed(await session.ask('decisions', { id }), id, host));
    },
    of: (tab) =>
      inTurn(async (list) =>
        list
          .filter((each) => each.tab === tab)
          .sort((one, other) => other.count - one.count || (one.host < other.host ? -1 : 1)),
      ),
    find: (ref) => inTurn(async (list) => list.find(({ decision }) => decision.id === ref) ?? null),
  };
}
