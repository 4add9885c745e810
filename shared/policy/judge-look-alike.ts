/**
 * A name that imitates the city's own, or a public body's, is warned of where only the default or a
 * wide entry lets it through. An entry that names the domain itself was meant.
 */
import type { Destination } from '../destination/destination.ts';
import type { OwnNames } from '../destination/look-alike.ts';
import type { Match } from '../destination/match.ts';
import { registrableDomain } from '../destination/public-suffix.ts';
import type { CompiledEntry } from './compile-lists.ts';
import type { Judgement } from './decision.ts';

/** @param winner of the entries; null where the default decides */
export function judgeLookAlike(
  own: OwnNames | null,
  { host, kind }: Destination,
  winner: CompiledEntry | null,
  judgement: Judgement,
): Judgement {
  if (own === null || judgement.action !== 'allow' || kind === 'address') return judgement;
  if (winner !== null && namesDomain(winner.match)) return judgement;
  const imitated = own.imitatedBy(host);
  if (imitated === null) return judgement;
  return { action: 'warn', reason: 'look-alike', rule: `look-alike/${imitated}`, clause: null };
}

const naming = new WeakMap<Match, boolean>();

/** Whether it matches names of one registered domain only. */
export function namesDomain(match: Match): boolean {
  const known = naming.get(match);
  if (known !== undefined) return known;
  const names = match.key !== '' && registrableDomain(match.key) !== null;
  naming.set(match, names);
  return names;
}
