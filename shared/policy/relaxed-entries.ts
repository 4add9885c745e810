/**
 * What a browser can hold of the lists by itself, without a clock or a view of who asks what: it
 * may let through what the proxy refuses, never the reverse. So of what is not certain
 *
 *   an entry that allows (or warns: the person may have gone on)   counts as if it held
 *   an entry that blocks                                           is left to the proxy
 *
 * What is certain at one moment stays so: time only takes entries away that allow, and adds ones
 * that block.
 */
import type { Match } from '../destination/match.ts';
import { type EntrySource, type ListSource, plainEntry } from './compile-lists.ts';
import type { Action } from './decision.ts';
import { endOf, startOf } from './japan-time.ts';
import { compileScope, isFor, type Person } from './scope.ts';

export interface RelaxedEntry {
  readonly match: Match;
  /** What becomes of it here. */
  readonly action: 'allow' | 'block';
  /** As written: of a query a warning takes any occurrence, where an allow wants every one. */
  readonly warns: boolean;
  readonly rule: string;
}

/** Why the proxy alone decides on something. */
export const leftReasons = [
  'observe',
  'warns',
  'condition',
  'not-begun',
  'ends',
  'feed',
  'glob',
  'host',
  'path',
  'outranked',
  'limit',
] as const;
export type LeftReason = (typeof leftReasons)[number];
export interface Left {
  readonly rule: string;
  readonly why: LeftReason;
}

export interface RelaxedLists {
  readonly entries: readonly RelaxedEntry[];
  /** Whether what no entry speaks of is refused. */
  readonly blocksOthers: boolean;
  readonly left: readonly Left[];
  /** Epoch ms: when something else would come out. null: never. */
  readonly nextChange: number | null;
}

export interface RelaxedSource {
  readonly mode: 'observe' | 'enforce';
  readonly default: Action;
  readonly lists: readonly ListSource[];
  /** The register: its hosts are open, and what may be done there is the proxy's to judge. */
  readonly services?: readonly ServiceSource[] | undefined;
}

interface ServiceSource {
  readonly id: string;
  readonly hosts: readonly string[];
  readonly units?: readonly string[] | undefined;
}

/** Keys that say nothing about whether an entry holds, and those that are understood here. */
const understood: ReadonlySet<string> = new Set([
  ...['id', 'title', 'action', 'owner', 'reason', 'clause', 'entries', 'match', 'note'],
  ...['addedBy', 'addedAt', 'units', 'users', 'from', 'until'],
]);

/** @param person null: whoever it may be */
export function relaxLists(
  source: RelaxedSource,
  { person, at }: { person: Person | null; at: number },
): RelaxedLists {
  const ruleOfDefault = 'destinations.default';
  const nothing = { entries: [], blocksOthers: false, nextChange: null };
  if (source.mode === 'observe') {
    return { ...nothing, left: [{ rule: 'mode', why: 'observe' }] };
  }
  const unseen = source.lists.find((list) => 'feed' in list && list.action !== 'block');
  // What a feed allows is nowhere to be seen: nothing may be blocked.
  if (unseen !== undefined) return { ...nothing, left: [{ rule: unseen.id, why: 'feed' }] };

  const entries: RelaxedEntry[] = [];
  const left: Left[] = [];
  let nextChange: number | null = null;
  const changesAt = (moment: number) => {
    nextChange = Math.min(nextChange ?? moment, moment);
  };
  for (const list of [...(source.services ?? []).map(openService), ...source.lists]) {
    if ('feed' in list) left.push({ rule: list.id, why: 'feed' });
    for (const each of list.entries ?? []) {
      const fields: EntrySource = typeof each === 'string' ? { match: each } : each;
      const { match, rule } = plainEntry(fields.match, 'block', list.id);
      const written = fields.action ?? list.action;
      const action = written === 'block' ? 'block' : 'allow';
      const held = hold([list, fields], { person, at, action });
      if (held.changesAt !== null) changesAt(held.changesAt);
      if (held.counts) entries.push({ match, action, warns: written === 'warn', rule });
      else if (held.why !== null) left.push({ rule, why: held.why });
    }
  }
  if (source.default === 'warn') left.push({ rule: ruleOfDefault, why: 'warns' });
  return { entries, blocksOthers: source.default === 'block', left, nextChange };
}

function openService({ id, hosts, units }: ServiceSource): ListSource {
  return { id: `services/${id}`, action: 'allow', reason: '', units, entries: hosts };
}

interface Held {
  readonly counts: boolean;
  /** null: it does not concern the person, or is over. */
  readonly why: LeftReason | null;
  readonly changesAt: number | null;
}

function hold(
  sources: readonly (ListSource | EntrySource)[],
  { person, at, action }: { person: Person | null; at: number; action: 'allow' | 'block' },
): Held {
  const never: Held = { counts: false, why: null, changesAt: null };
  const scopes = sources.map(({ units, users }) => compileScope({ units, users }));
  if (person !== null && !scopes.every((scope) => isFor(scope, person))) return never;
  const from = Math.max(...sources.map((each) => (each.from ? startOf(each.from) : -Infinity)));
  const until = Math.min(...sources.map((each) => (each.until ? endOf(each.until) : Infinity)));
  if (at >= until) return never;
  if (action === 'allow') {
    return { counts: true, why: null, changesAt: until === Infinity ? null : until };
  }
  const conditional = sources.some((each) =>
    Object.entries(each).some(([key, value]) => value !== undefined && !understood.has(key)),
  );
  const forSome = person === null && scopes.some((scope) => scope !== null);
  if (conditional || forSome) return { ...never, why: 'condition' };
  if (until !== Infinity) return { ...never, why: 'ends' };
  if (at < from) return { ...never, why: 'not-begun', changesAt: from };
  return { counts: true, why: null, changesAt: null };
}
