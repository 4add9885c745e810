/**
 * A copy of a page under another name (a translation, a cache, an archive) is judged twice: by the
 * address that is opened, and by the page that it shows. The stricter counts.
 */
import type { Destination } from '../destination/destination.ts';
import { embeddedIn } from '../destination/embedded.ts';
import type { CompiledEntry } from './compile-lists.ts';
import { type Judgement, strictest } from './decision.ts';

/** Whose page it is cannot be told: then it is nobody's to allow. */
const unknownOriginal: Judgement = {
  action: 'block',
  reason: 'embedded-copy',
  rule: null,
  clause: null,
};

export interface JudgedCopy {
  /** null: whose page it is cannot be told. */
  readonly destination: Destination | null;
  readonly judgement: Judgement;
  readonly winner: CompiledEntry | null;
  readonly matched: readonly CompiledEntry[];
}

/** From the outside to the inside; empty for what is no copy. */
export function judgeCopies(
  destination: Destination,
  judgeOne: (copy: Destination) => Omit<JudgedCopy, 'destination'>,
): JudgedCopy[] {
  const { copies, isKnown } = embeddedIn(destination);
  const judged: JudgedCopy[] = copies.map((copy) => ({
    destination: copy,
    ...judgeOne(copy),
  }));
  if (isKnown) return judged;
  return [...judged, { destination: null, judgement: unknownOriginal, winner: null, matched: [] }];
}

/** The copy that is judged more strictly than the address that holds it; null where none is. */
export function decidingCopy(outer: Judgement, copies: readonly JudgedCopy[]): JudgedCopy | null {
  const strict = strictest([outer, ...copies.map(({ judgement }) => judgement)]);
  return copies.find(({ judgement }) => judgement === strict) ?? null;
}

/** @returns the copy's judgement under the reason `embedded-copy`, or the outer one */
export function withCopies(outer: Judgement, copies: readonly JudgedCopy[]): Judgement {
  const deciding = decidingCopy(outer, copies);
  return deciding === null ? outer : { ...deciding.judgement, reason: 'embedded-copy' };
}
