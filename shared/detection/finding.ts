/** What a detector found. There is no field for the value: it never leaves the detection. */
import type { Place } from './part.ts';

export const findingKinds = [
  'individual-number',
  'payment-card',
  'mark',
  'bulk-personal-data',
] as const;
export type FindingKind = (typeof findingKinds)[number];

export interface Finding {
  readonly kind: FindingKind;
  /** How many values (of bulk personal data: distinct persons) this finding stands for. */
  readonly count: number;
  /** 0–1, made of several signs. */
  readonly confidence: number;
  /** Of the first, where it stands for several. */
  readonly place: Place;
  /** What may be shown. Of an Individual Number no digit. */
  readonly masked: string;
  /** Which mark, for kind `mark`. */
  readonly mark?: string;
  /** Keyed and truncated; only where the caller gave a function that makes it. */
  readonly fingerprint?: string;
}
