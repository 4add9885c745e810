/** Which entry decides on a destination: seen whole, or (at CONNECT) by its host alone. */
import type { HostTable } from '../destination/host-table.ts';
import { matches, mayMatch, needsPath } from '../destination/match.ts';
import { compare, strongest } from '../destination/precedence.ts';
import type { CompiledEntry } from './compile-lists.ts';
import type { Judgement } from './decision.ts';
import { isAskedFor } from './initiator.ts';
import { isLimited, judgeWinner, type Seen, type Terms } from './judge-winner.ts';
import { isAt, isFor, type Person } from './scope.ts';

export interface Asked extends Seen {
  readonly person: Person;
}

/** What tells whether an entry counts. */
export type Scoped = Pick<Asked, 'destination' | 'person' | 'initiator' | 'at'>;

/** Every entry that is in scope and matches the whole URL. */
export function matchingEntries<E extends CompiledEntry>(table: HostTable<E>, asked: Scoped): E[] {
  return table
    .candidates(asked.destination)
    .filter(
      (entry) =>
        matches(entry.match, asked.destination, entry.action === 'allow') && inScope(entry, asked),
    );
}

export interface HostJudgement {
  /** By the first of the schemes. */
  readonly judgement: Judgement;
  /** What judged so; null: the default. */
  readonly winner: CompiledEntry | null;
  /** The entry by which something else on this host would be judged otherwise; null where none is. */
  readonly dependsOn: CompiledEntry | null;
  /** Only that another scheme than the first falls to the default: no entry says anything of it. */
  readonly byDefaultOnly: boolean;
}

/**
 * Judges by the host alone. What holds for every path decides; an entry with a path or query that
 * would win over it and act otherwise makes the outcome depend on what is not seen yet. So does a
 * difference between the schemes that the tunnel may carry, and, where the tunnel can be opened, a
 * winner that asks for more than the host (`isConditional`).
 */
export function judgeHost(
  entries: readonly CompiledEntry[],
  { destination, at }: Pick<Asked, 'destination' | 'at'>,
  schemes: readonly [string, ...string[]],
  terms: Terms,
  canOpen: boolean,
): HostJudgement {
  const [first, ...others] = schemes.map((scheme) =>
    judgeScheme(entries, { destination: { ...destination, scheme }, at }, terms, canOpen),
  );
  if (first === undefined) throw new Error('judgeHost needs a scheme');
  const { judgement, winner } = first;
  const rival = [first, ...others].find(({ rival }) => rival !== null)?.rival ?? null;
  if (rival !== null) return { judgement, winner, dependsOn: rival, byDefaultOnly: false };
  const differing = others.filter((other) => other.judgement.action !== judgement.action);
  const named = differing.find(({ winner }) => winner !== null);
  const dependsOn = differing.length === 0 ? null : (named ?? first).winner;
  return { judgement, winner, dependsOn, byDefaultOnly: dependsOn !== null && named === undefined };
}

function judgeScheme(
  entries: readonly CompiledEntry[],
  { destination, at }: Pick<Asked, 'destination' | 'at'>,
  terms: Terms,
  canOpen: boolean,
) {
  const candidates = entries.filter(({ match }) => mayMatch(match, destination));
  const winner = strongest(candidates.filter(({ match }) => !needsPath(match)));
  const seen = { destination, at, initiator: 'unseen', method: null, sent: null } as const;
  const judgement = judgeWinner(winner, terms, seen);
  if (canOpen && winner !== null && isConditional(winner)) {
    return { winner, judgement, rival: winner };
  }
  const wouldWin = (entry: CompiledEntry) => winner === null || compare(entry, winner).order > 0;
  const actsOtherwise = (entry: CompiledEntry) =>
    judgeWinner(entry, terms, seen).action !== judgement.action || (canOpen && isLimited(entry));
  const rivals = candidates.filter(
    (entry) => needsPath(entry.match) && wouldWin(entry) && actsOtherwise(entry),
  );
  return { winner, judgement, rival: strongest(rivals) };
}

/** Whether more than the destination decides whether it counts, or what it opens. */
function isConditional(entry: CompiledEntry): boolean {
  return entry.initiators.length > 0 || isLimited(entry);
}

/** Candidates of this host in scope, whatever their scheme and path. */
export function hostEntries(table: HostTable<CompiledEntry>, asked: Scoped): CompiledEntry[] {
  return table.candidates(asked.destination).filter((entry) => inScope(entry, asked));
}

function inScope({ scopes, initiators }: CompiledEntry, asked: Scoped): boolean {
  const { person, initiator, at } = asked;
  return (
    scopes.every((scope) => isFor(scope, person) && isAt(scope, at)) &&
    isAskedFor(initiators, initiator)
  );
}
