/**
 * Which of two entries that both match wins, as Chromium compares two filters:
 *   1. a lone `*` that does not allow loses to everything
 *   2. one exact host beats one that takes sub-domains, whatever their paths
 *   3. the longer host   4. the longer path   5. more query conditions
 *   6. allow beats warn, warn beats block
 * Scheme and port only decide whether an entry matches. A full tie goes to an entry that names a port,
 * or else to the earlier one: what is allowed is the same, and a port that is named is open.
 */
import type { Action } from '../policy/decision.ts';
import type { Match } from './match.ts';

export interface Ranked {
  readonly match: Match;
  readonly action: Action;
  /** Of the register of services: such an entry gives way to none in a tie. */
  readonly service?: object | null;
}

export const steps = [
  'lone-star',
  'exact-host',
  'longer-host',
  'longer-path',
  'more-query',
  'milder-action',
] as const;
export type Step = (typeof steps)[number];

const mildness: Readonly<Record<Action, number>> = { allow: 2, warn: 1, block: 0 };

function rank({ match, action }: Ranked): readonly number[] {
  return [
    match.bare && action !== 'allow' ? 0 : 1,
    match.exact ? 1 : 0,
    match.hostLength,
    match.pathLength,
    match.query?.count ?? 0,
    mildness[action],
  ];
}

/** Positive where `a` wins, negative where `b` does, 0 on a full tie; and the step that told. */
export function compare(a: Ranked, b: Ranked): { order: number; step: Step | null } {
  const [left, right] = [rank(a), rank(b)];
  for (const [i, step] of steps.entries()) {
    const order = (left[i] ?? 0) - (right[i] ?? 0);
    if (order !== 0) return { order, step };
  }
  return { order: 0, step: null };
}

/** The winner; null of none. */
export function strongest<T extends Ranked>(candidates: readonly T[]): T | null {
  let best: T | null = null;
  for (const each of candidates) {
    const order = best === null ? 1 : compare(each, best).order;
    if (order > 0 || (order === 0 && best !== null && opensMore(each, best))) best = each;
  }
  return best;
}

/** In a tie: of two entries that allow the same, the one that opens a port of its own. */
export function opensMore(each: Ranked, best: Ranked): boolean {
  return each.match.port !== null && best.match.port === null && (best.service ?? null) === null;
}
