/**
 * "Only when asked for by this site": entries that count where the page that asks is one of theirs.
 * A page that is opened by the person is asked for by nobody. Where nobody can tell who asks, the
 * entry counts, and the decision says so.
 */
import { type Destination, parseDestination } from '../destination/destination.ts';
import { parseMatch } from '../destination/entry-match.ts';
import { type Match, mayMatch } from '../destination/match.ts';

/** `none`: the person opens it. `unseen`: nobody can tell. */
export type Initiator = Destination | 'none' | 'unseen';

export interface InitiatorFields {
  readonly initiators?: readonly string[] | undefined;
}

/** As a request tells it. */
export interface AskingPage {
  /** Host or URL of the page that asks; null or absent: the person opens it. */
  readonly initiator?: string | null;
  /** Nobody can tell who asks. */
  readonly initiatorUnseen?: true;
}

/** @throws Error on what checkInitiators refuses */
export function compileInitiators(
  ...levels: readonly InitiatorFields[]
): readonly (readonly Match[])[] {
  return levels.flatMap(({ initiators }) =>
    initiators === undefined ? [] : [initiators.map(readMatch)],
  );
}

/** What cannot be read as a page is one that no entry names. */
export function readInitiator({ initiator, initiatorUnseen }: AskingPage): Initiator {
  if (initiatorUnseen === true) return 'unseen';
  if (initiator === undefined || initiator === null) return 'none';
  const parsed = parseDestination(initiator.includes('://') ? initiator : `https://${initiator}/`);
  return parsed.ok ? parsed.destination : 'none';
}

/** @param groups of the list and of the entry: one of each must hold */
export function isAskedFor(groups: readonly (readonly Match[])[], initiator: Initiator): boolean {
  if (groups.length === 0 || initiator === 'unseen') return true;
  if (initiator === 'none') return false;
  return groups.every((group) => group.some((match) => mayMatch(match, initiator)));
}

function readMatch(text: string): Match {
  const parsed = parseMatch(text);
  if (!parsed.ok) throw new Error(text);
  return parsed.match;
}
