/**
 * Which decision stopped this main frame? Three ways lead here:
 *
 *   refused CONNECT      → the browser says only that the tunnel failed; the link knows why
 *   refused plain http   → 403 with `Sekisho-Decision: <id>`; a web site can write that too, so the
 *                          link must know the id, for this host
 *   early decision       → the extension's own
 *
 * What the proxy above the gateway has stopped comes by the first two as well.
 */
import { decisionIdPattern } from '../../shared/policy/decision-id.ts';
import { type DecisionSummary, isToBeShown, wasStopped } from '../../shared/protocol/link.ts';
import type { LinkResult } from './link-call.ts';

export const decisionHeader = 'sekisho-decision';
/** How long before its error a refused CONNECT may have been decided. */
export const refusedWithinMs = 15_000;

/** @param result the link's latest decisions for the host, newest first */
export function refusalAmong(decisions: readonly DecisionSummary[]): DecisionSummary | null {
  const latest = decisions[0];
  return latest !== undefined && isToBeShown(latest) ? latest : null;
}

/** The id that a response claims to have been refused with. */
export function claimedDecision(
  status: number,
  headers: readonly { name: string; value?: string | undefined }[],
): string | null {
  if (status < 400) return null;
  const value = headers.find((header) => header.name.toLowerCase() === decisionHeader)?.value;
  return value !== undefined && decisionIdPattern.test(value) ? value : null;
}

/**
 * The claimed decision, where the link confirms it.
 * @param counts which decisions are meant: those that stopped something
 */
export function confirmed(
  result: LinkResult<'decisions'>,
  id: string,
  host: string | null,
  counts: (decision: DecisionSummary) => boolean = wasStopped,
): DecisionSummary | null {
  if (!result.ok) return null;
  const decision = result.answer.decisions.find((each) => each.id === id);
  return decision !== undefined && counts(decision) && decision.host === host ? decision : null;
}
