/** Which entry decides on a destination: seen whole, or (at CONNECT) by its host alone. */
import type { Destination } from '../destination/destination.ts';
import type { HostTable } from '../destination/host-table.ts';
import { matches, mayMatch, needsPath } from '../destination/match.ts';
import { compare, strongest } from '../destination/precedence.ts';
import type { CompiledEntry } from './compile.ts';
import type { Action, Judgement } from './decision.ts';
import { isAt, isFor, type Person } from './scope.ts';

export interface Asked {
  readonly destination: Destination;
  readonly person: Person;
  readonly at: number;
}

/** Every entry that is in scope and matches the whole URL. */
export function matchingEntries(table: HostTable<CompiledEntry>, asked: Asked): CompiledEntry[] {
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
  readonly judgement: Judgement;
  /** The entry by which some path on this host would be judged otherwise; null where none is. */
  readonly dependsOn: CompiledEntry | null;
}

/**
 * Judges by the host alone. What holds for every path decides; an entry with a path or query that
 * would win over it and act otherwise makes the outcome depend on what is not seen yet. So does a
 * difference between the schemes that the tunnel may carry.
 */
export function judgeHost(
  entries: readonly CompiledEntry[],
  destination: Destination,
  schemes: readonly string[],
  normal: Action,
): HostJudgement {
  let first: HostJudgement | null = null;
  for (const scheme of schemes) {
    const candidates = entries.filter(({ match }) => mayMatch(match, { ...destination, scheme }));
    const winner = strongest(candidates.filter(({ match }) => !needsPath(match)));
    const judgement = judgeWinner(winner, normal);
    const dependsOn = strongest(
      candidates.filter(
        (entry) =>
          needsPath(entry.match) &&
          entry.action !== judgement.action &&
          (winner === null || compare(entry, winner).order > 0),
      ),
    );
    if (dependsOn !== null) return { judgement, dependsOn };
    if (first !== null && first.judgement.action !== judgement.action) {
      return { judgement, dependsOn: winner ?? strongest(entries) };
    }
    first ??= { judgement, dependsOn: null };
  }
  if (first === null) throw new Error('judgeHost needs a scheme');
  return first;
}

/** Candidates of this host in scope, whatever their scheme and path. */
export function hostEntries(table: HostTable<CompiledEntry>, asked: Asked): CompiledEntry[] {
  return table.candidates(asked.destination).filter((entry) => inScope(entry, asked));
}

function inScope(entry: CompiledEntry, { person, at }: Asked): boolean {
  return entry.scopes.every((scope) => isFor(scope, person) && isAt(scope, at));
}
