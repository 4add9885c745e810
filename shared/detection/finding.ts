/** What a detector found. There is no field for the value: it never leaves the detection. */
import type { Place } from './part.ts';

export const findingKinds = [
  'individual-number',
  'resident-record-code',
  'driver-licence',
  'passport',
  'residence-card',
  'pension-number',
  'insured-number',
  'insurer-number',
  'employment-insurance-number',
  'payment-card',
  'bank-account',
  'credential',
  'mark',
  'bulk-personal-data',
  'registered-document',
  'person-name',
  'address',
  'birth-date',
  'sensitive-personal-data',
  'sensitivity-label',
  'phone',
  'email',
  'postal-code',
] as const;
export type FindingKind = (typeof findingKinds)[number];

/** What is told of a registered document. */
export interface RegisteredName {
  readonly id: string;
  readonly owner: string;
  /** As it was registered. */
  readonly level: string;
}

/**
 * What a city publishes every day: by itself it makes no level, and hides no text of a posting in
 * the audit log.
 */
const published: ReadonlySet<FindingKind> = new Set([
  'phone',
  'email',
  'postal-code',
  'insurer-number',
]);

export function isPublishedKind(kind: FindingKind): boolean {
  return published.has(kind);
}

/** Said of a person, in words. By themselves they make no level, and are masked in what is kept. */
export const personalKinds: ReadonlySet<FindingKind> = new Set([
  'person-name',
  'address',
  'birth-date',
]);

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
  /** Which one was copied, for kind `registered-document`. Its title never leaves the hub. */
  readonly document?: RegisteredName;
  /** For kind `sensitivity-label`: its name, or its GUID where it has none. Comes from outside. */
  readonly label?: string;
  /** Its GUID. */
  readonly labelId?: string;
  /** Keyed and truncated; only where the caller gave a function that makes it. */
  readonly fingerprint?: string;
}
