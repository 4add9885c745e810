/** A decision on a destination, with everything that led to it. */
import { urlText } from '../destination/destination.ts';
import { compare } from '../destination/precedence.ts';
import { isShortener } from '../posting/shorteners.ts';
import type { Explained } from '../protocol/explained.ts';
import type { CompiledPolicy } from './compile.ts';
import type { CompiledEntry } from './compile-lists.ts';
import { type DestinationRequest, judgeWhole } from './decide-destination.ts';
import { decide } from './decision.ts';
import { decidingCopy } from './judge-copies.ts';

/** @param revision of the policy; null where it has none */
export function explainDestination(
  policy: CompiledPolicy,
  request: DestinationRequest,
  revision: number | null,
): Explained {
  const { outer, copies, judgement } = judgeWhole(policy, request);
  const { id: _, ...decision } = decide(judgement, policy.mode, '');
  const { winner } = decidingCopy(outer.judgement, copies) ?? outer;
  return {
    ...decision,
    url: urlText(request.destination),
    host: request.destination.host,
    list: winner?.list ?? null,
    owner: winner?.owner ?? null,
    listReason: winner?.reason ?? null,
    matched: explainMatched(outer),
    copies: copies.map((copy) => ({
      url: copy.destination === null ? null : urlText(copy.destination),
      action: copy.judgement.action,
      reason: copy.judgement.reason,
      rule: copy.judgement.rule,
      matched: explainMatched(copy),
    })),
    shortener: isShortener(request.destination.host),
    revision,
  };
}

interface Judged {
  readonly winner: CompiledEntry | null;
  readonly matched: readonly CompiledEntry[];
}

/** The winner first, and what each of the others lost by. */
function explainMatched({ winner, matched }: Judged): Explained['matched'] {
  const others = matched.filter((entry) => entry !== winner);
  return [...(winner === null ? [] : [winner]), ...others].map((entry) => ({
    rule: entry.rule,
    action: entry.action,
    lostBy: winner === null || entry === winner ? null : (compare(winner, entry).step ?? 'earlier'),
  }));
}
