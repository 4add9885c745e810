/**
 * What granting a request would open: for each shape of entry, which of the recorded refusals it
 * would have let through, and what speaks against it.
 */
import { type Destination, parseDestination } from '../../../shared/destination/destination.ts';
import { matches, mayMatch, needsPath } from '../../../shared/destination/match.ts';
import { compare, strongest } from '../../../shared/destination/precedence.ts';
import { breadthOf } from '../../../shared/destination/public-suffix.ts';
import type { CompiledPolicy } from '../../../shared/policy/compile.ts';
import { type CompiledEntry, plainEntry } from '../../../shared/policy/compile-lists.ts';
import { explainDestination } from '../../../shared/policy/explain-destination.ts';
import { matchingEntries } from '../../../shared/policy/judge-entries.ts';
import type { Policy } from '../../../shared/policy/schema.ts';
import type { Person } from '../../../shared/policy/scope.ts';
import type { ConsoleAnswer } from '../../../shared/protocol/console.ts';
import type { AccessRequest } from '../../../shared/protocol/link.ts';
import { suggestAs } from '../../../shared/protocol/policy-change.ts';
import type { OpeningShape } from '../../../shared/protocol/wanted.ts';
import { grantedList, uselessBecause } from '../policy/grant-request.ts';
import { matchOf, type SuggestAs } from '../policy/match-of.ts';
import type { RefusedPlace } from '../store/refusal-store.ts';

const shownAtMost = 10;

export interface OpeningOptions {
  readonly policy: Policy;
  readonly compiled: CompiledPolicy;
  /** Of the registrable domain, or of the host where it has none. */
  readonly refused: readonly RefusedPlace[];
  readonly days: number;
  /** Epoch ms. */
  readonly now: number;
  /** The name that a host looks like; without it none is looked for. */
  readonly lookAlike?: (host: string) => string | null;
}

/** null: the request names nothing that could be opened. */
export function openingOf(
  request: Pick<AccessRequest, 'url' | 'user' | 'unit'>,
  options: OpeningOptions,
): ConsoleAnswer<'opening'> | null {
  const parsed = parseDestination(request.url);
  if (!parsed.ok) return null;
  const { destination } = parsed;
  const { user, unit } = request;
  const explained = explainDestination(
    options.compiled,
    { destination, user, unit, terminal: null, at: options.now },
    null,
  );
  const places = options.refused.flatMap((place) => {
    const read = destinationOf(place);
    return read === null ? [] : [{ ...place, destination: read }];
  });
  return {
    days: options.days,
    suffix: breadthOf(destination.host) === null ? null : destination.host,
    lookAlike: options.lookAlike?.(destination.host) ?? null,
    blockedBy: explained.matched.filter(({ action }) => action === 'block').map(({ rule }) => rule),
    shapes: suggestAs.map((as) =>
      shapeOf(as, destination, { user, unit, terminal: null }, places, options),
    ),
  };
}

type Place = RefusedPlace & { readonly destination: Destination };

function shapeOf(
  as: SuggestAs,
  destination: Destination,
  person: Person,
  places: readonly Place[],
  { policy, compiled, now }: OpeningOptions,
): OpeningShape {
  const match = matchOf(destination, as);
  const problem = uselessBecause(destination, match, as, policy);
  if (problem !== null) return { as, match: null, problem, ...nothing };
  const entry = plainEntry(match, 'allow', grantedList);
  const stronger = (at: Destination, who: Person) =>
    strongerThan(
      entry,
      matchingEntries(compiled.entries, {
        destination: at,
        person: who,
        initiator: 'none',
        at: now,
      }),
    );
  const own = stronger(destination, person);
  const users = new Map<string, number>();
  const hosts = new Map<string, number>();
  let refusals = 0;
  let unseen = 0;
  for (const place of places) {
    const { count, host, user, unit } = place;
    if (place.path === null && needsPath(entry.match)) {
      if (mayMatch(entry.match, place.destination)) unseen += count;
      continue;
    }
    if (!matches(entry.match, place.destination, true)) continue;
    if (stronger(place.destination, { user, unit, terminal: null }) !== null) continue;
    refusals += count;
    hosts.set(host, (hosts.get(host) ?? 0) + count);
    if (user !== null) users.set(user, (users.get(user) ?? 0) + count);
  }
  return {
    as,
    match,
    problem: null,
    loses: own === null || own.action === 'allow' ? null : own.rule,
    refusals,
    people: users.size,
    users: most(users),
    hosts: most(hosts),
    unseen,
  };
}

const nothing = { loses: null, refusals: 0, people: 0, users: [], hosts: [], unseen: 0 };

/** The entry that decides already, whatever this one says; also one that allows. null: none does. */
function strongerThan(
  entry: CompiledEntry,
  others: readonly CompiledEntry[],
): CompiledEntry | null {
  const winner = strongest(others);
  if (winner === null) return null;
  return winner.action === 'allow' || compare(winner, entry).order > 0 ? winner : null;
}

function destinationOf({ scheme, host, port, path }: RefusedPlace): Destination | null {
  const named = host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
  const parsed = parseDestination(`${scheme}://${named}:${port}${path ?? '/'}`);
  return parsed.ok ? parsed.destination : null;
}

function most(counts: ReadonlyMap<string, number>) {
  return [...counts]
    .map(([name, count]) => ({ name, count }))
    .sort((one, other) => other.count - one.count || (one.name < other.name ? -1 : 1))
    .slice(0, shownAtMost);
}
