/** Which entry decides on a destination: seen whole, or (at CONNECT) by its host alone. */
import type { Destination } from '../destination/destination.ts';
import type { HostTable } from '../destination/host-table.ts';
import { matches, mayMatch, needsPath } from '../destination/match.ts';
import { compare, strongest } from '../destination/precedence.ts';
import type { CompiledEntry } from './compile-lists.ts';
import type { Action, Judgement } from './decision.ts';
import { isAt, isFor, type Person } from './scope.ts';

export interface Asked {
  readonly destination: Destination;
  readonly person: Person;
  readonly at: number;
}

/** Every entry that is in scope and matches the whole URL. */
export function matchingEntries<E extends CompiledEntry>(table: HostTable<E>, asked: Asked): E[] {
  return table
    .candidates(asked.destination)
    .filter(
      (entry) =>
        matches(entry.match, asked.destination, entry.action === 'allow') && inScope(entry, asked),
    );
}

export function judgeWinner(winner: CompiledEntry | null, normal: Action): Judgement {
  if (winner === null) {
    return { action: normal, reason: 'default', rule: 'destinations.default', clause: null };
  }
  return { action: winner.action, reason: 'entry', rule: winner.rule, clause: winner.clause };
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
 * difference between the schemes that the tunnel may carry.
 */
export function judgeHost(
  entries: readonly CompiledEntry[],
  destination: Destination,
  schemes: readonly [string, ...string[]],
  normal: Action,
): HostJudgement {
  const [first, ...others] = schemes.map((scheme) =>
    judgeScheme(entries, destination, scheme, normal),
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
  destination: Destination,
  scheme: string,
  normal: Action,
) {
  const candidates = entries.filter(({ match }) => mayMatch(match, { ...destination, scheme }));
  const winner = strongest(candidates.filter(({ match }) => !needsPath(match)));
  const judgement = judgeWinner(winner, normal);
  const wouldWin = (entry: CompiledEntry) => winner === null || compare(entry, winner).order > 0;
  const rivals = candidates.filter(
    (entry) => needsPath(entry.match) && entry.action !== judgement.action && wouldWin(entry),
  );
  return { winner, judgement, rival: strongest(rivals) };
}

/** Candidates of this host in scope, whatever their scheme and path. */
export function hostEntries(table: HostTable<CompiledEntry>, asked: Asked): CompiledEntry[] {
  return table.candidates(asked.destination).filter((entry) => inScope(entry, asked));
}

function inScope(entry: CompiledEntry, { person, at }: Asked): boolean {
  return entry.scopes.every((scope) => isFor(scope, person) && isAt(scope, at));
}
