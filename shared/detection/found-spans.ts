/** Where in a text something of the given kinds stands: for whoever masks it. */
import { defaultThreshold } from './defaults.ts';
import { detectors } from './detectors.ts';
import type { FindingKind } from './finding.ts';
import { createLook } from './look.ts';
import type { Corner } from './part.ts';

export interface FoundSpan {
  readonly kind: FindingKind;
  /** [start, end) in the text as it was given. */
  readonly start: number;
  readonly end: number;
}

export function foundSpans(
  text: string,
  kinds: ReadonlySet<FindingKind>,
  {
    corner = null,
    threshold = defaultThreshold,
  }: { corner?: Corner | null; threshold?: number } = {},
): FoundSpan[] {
  const wanted = detectors.filter(({ kind }) => kinds.has(kind));
  const { found, where } = createLook(wanted, Number.MAX_SAFE_INTEGER)(text, {
    corner: corner ?? undefined,
  });
  return found
    .filter(({ candidate }) => candidate.confidence >= threshold)
    .map(({ detector, candidate }) => ({
      kind: detector.kind,
      start: where(candidate.start),
      end: where(candidate.end - 1) + 1,
    }))
    .sort((a, b) => a.start - b.start);
}
