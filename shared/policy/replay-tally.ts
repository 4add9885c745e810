/** What a replay counts: pieces that can be added to each other, and the report made of them. */
import type { ReplayReport } from '../protocol/replay.ts';
import type { Incomparable } from './decide-recorded.ts';
import type { Action, Reason } from './decision.ts';

export const replayChanges = ['blocked', 'warned', 'allowed'] as const;
/** What the draft would do otherwise than was done. */
export type ReplayChange = (typeof replayChanges)[number];

export interface Side {
  readonly action: Action;
  readonly reason: Reason;
  readonly rule: string | null;
}

export interface Changed {
  readonly change: ReplayChange;
  readonly host: string;
  readonly before: Side;
  readonly after: Side;
  readonly user: string | null;
  readonly unit: string | null;
  readonly id: string;
  readonly at: string;
}

interface Group extends Pick<Changed, 'change' | 'host' | 'before' | 'after'> {
  count: number;
  first: string;
  last: string;
  readonly people: Map<string, { user: string | null; unit: string | null; count: number }>;
  readonly samples: string[];
}

/** Plain values and maps: it travels between threads. */
export interface Tally {
  decisions: number;
  unchanged: number;
  first: string | null;
  last: string | null;
  readonly incomparable: Map<Incomparable, number>;
  readonly groups: Map<string, Group>;
  /** Changed decisions that no group took any more. */
  readonly beyond: Map<ReplayChange, number>;
}

/** Groups held while counting, listed of each change, people and samples of each group. */
const mostGroups = 50_000;
const mostListed = 300;
const mostPeople = 20;
const mostSamples = 3;
const mostRules = 100;

export function emptyTally(): Tally {
  return {
    decisions: 0,
    unchanged: 0,
    first: null,
    last: null,
    incomparable: new Map(),
    groups: new Map(),
    beyond: new Map(),
  };
}

export function countSeen(tally: Tally, at: string): void {
  tally.decisions += 1;
  if (tally.first === null || at < tally.first) tally.first = at;
  if (tally.last === null || at > tally.last) tally.last = at;
}

export function countIncomparable({ incomparable }: Tally, why: Incomparable, count = 1): void {
  incomparable.set(why, (incomparable.get(why) ?? 0) + count);
}

export function countChanged(tally: Tally, changed: Changed): void {
  const { change, host, before, after, user, unit, id, at } = changed;
  const key = `${change} ${host} ${sideKey(before)} ${sideKey(after)}`;
  let group = tally.groups.get(key);
  if (group === undefined) {
    if (tally.groups.size >= mostGroups) {
      tally.beyond.set(change, (tally.beyond.get(change) ?? 0) + 1);
      return;
    }
    const none = { count: 0, people: new Map(), samples: [] };
    group = { change, host, before, after, first: at, last: at, ...none };
    tally.groups.set(key, group);
  }
  group.count += 1;
  if (at < group.first) group.first = at;
  if (at > group.last) group.last = at;
  if (group.samples.length < mostSamples) group.samples.push(id);
  const person = JSON.stringify([user, unit]);
  const known = group.people.get(person);
  if (known === undefined) group.people.set(person, { user, unit, count: 1 });
  else known.count += 1;
}

function sideKey({ action, reason, rule }: Side): string {
  return `${action} ${reason} ${rule ?? ''}`;
}

/** Adds what another part of the records gave. */
export function addTally(tally: Tally, other: Tally): void {
  tally.decisions += other.decisions;
  tally.unchanged += other.unchanged;
  for (const at of [other.first, other.last]) {
    if (at === null) continue;
    if (tally.first === null || at < tally.first) tally.first = at;
    if (tally.last === null || at > tally.last) tally.last = at;
  }
  for (const [why, count] of other.incomparable) countIncomparable(tally, why, count);
  for (const [change, count] of other.beyond) {
    tally.beyond.set(change, (tally.beyond.get(change) ?? 0) + count);
  }
  for (const [key, group] of other.groups) {
    const known = tally.groups.get(key);
    if (known === undefined) tally.groups.set(key, group);
    else addGroup(known, group);
  }
}

function addGroup(group: Group, other: Group): void {
  group.count += other.count;
  if (other.first < group.first) group.first = other.first;
  if (other.last > group.last) group.last = other.last;
  group.samples.push(...other.samples.slice(0, mostSamples - group.samples.length));
  for (const [key, person] of other.people) {
    const known = group.people.get(key);
    if (known === undefined) group.people.set(key, person);
    else known.count += person.count;
  }
}

export function reportOf(tally: Tally): ReplayReport {
  const groups = [...tally.groups.values()].sort(byCount);
  const of = (change: ReplayChange) => groups.filter((group) => group.change === change);
  const counts = (change: ReplayChange) =>
    of(change).reduce((sum, { count }) => sum + count, tally.beyond.get(change) ?? 0);
  const listed = replayChanges.flatMap((change) => of(change).slice(0, mostListed));
  const apart = [...tally.incomparable.values()].reduce((sum, count) => sum + count, 0);
  return {
    decisions: tally.decisions,
    first: tally.first,
    last: tally.last,
    counts: {
      blocked: counts('blocked'),
      warned: counts('warned'),
      allowed: counts('allowed'),
      unchanged: tally.unchanged,
      incomparable: apart,
    },
    incomparable: Object.fromEntries(tally.incomparable),
    groups: listed.map(shownGroup),
    groupsLeft: groups.length - listed.length,
    rules: byRule(groups).slice(0, mostRules),
    units: byUnit(groups),
  };
}

type Counted = { readonly count: number; readonly first?: string; readonly host?: string };

/** The most frequent first; a full tie by name, so that the same records give the same report. */
function byCount(one: Counted, other: Counted): number {
  if (one.count !== other.count) return other.count - one.count;
  return (one.host ?? '') < (other.host ?? '') ? -1 : 1;
}

function shownGroup(group: Group): ReplayReport['groups'][number] {
  const { people, samples, ...rest } = group;
  const all = [...people.values()].sort((one, other) => other.count - one.count);
  return { ...rest, people: all.slice(0, mostPeople), persons: all.length, samples: [...samples] };
}

function byRule(groups: readonly Group[]): ReplayReport['rules'] {
  const rules = new Map<string, Tallied & Pick<ReplayReport['rules'][number], 'rule' | 'reason'>>();
  for (const group of groups) {
    const { rule, reason } = group.after;
    const key = `${group.change} ${reason} ${rule ?? ''}`;
    const known = rules.get(key) ?? { ...tallied(group.change), rule, reason };
    rules.set(key, known);
    addTo(known, group);
  }
  return [...rules.values()]
    .map(({ hosts, people, ...rest }) => ({
      ...rest,
      hosts: hosts.size,
      persons: people.size,
    }))
    .sort(byCount);
}

interface Tallied {
  readonly change: ReplayChange;
  count: number;
  readonly hosts: Set<string>;
  readonly people: Set<string>;
}

function tallied(change: ReplayChange): Tallied {
  return { change, count: 0, hosts: new Set(), people: new Set() };
}

function addTo(known: Tallied, { count, host, people }: Group): void {
  known.count += count;
  known.hosts.add(host);
  for (const person of people.keys()) known.people.add(person);
}

/** Which unit it meets, and how often. */
function byUnit(groups: readonly Group[]): ReplayReport['units'] {
  const units = new Map<string | null, ReplayReport['units'][number]>();
  for (const { change, people } of groups) {
    for (const { unit, count } of people.values()) {
      const known = units.get(unit) ?? { unit, blocked: 0, warned: 0, allowed: 0 };
      units.set(unit, { ...known, [change]: known[change] + count });
    }
  }
  return [...units.values()].sort(
    (one, other) =>
      other.blocked + other.warned + other.allowed - (one.blocked + one.warned + one.allowed),
  );
}
