/**
 * The changes that an administrator has made and not yet published: a base revision and a list of
 * changes, edited by plain functions. An entry that is not published yet is named by its place
 * (`new:<change>:<entry>`), a published one by the hub's key.
 */

import type { Entry, EntryFields, List } from '../../../shared/policy/schema.ts';
import type { Change } from '../../../shared/protocol/policy-change.ts';

export interface ChangeSet {
  readonly base: number;
  readonly changes: readonly Change[];
  /** The proposal that they were taken from. */
  readonly from?: number;
}

export const nothing = (base: number): ChangeSet => ({ base, changes: [] });

/** Entries and lists touched: what the bar "unpublished changes" counts. */
export function countChanges(changes: readonly Change[]): number {
  return changes.reduce((sum, change) => {
    if (change.op === 'add-entries') return sum + change.entries.length;
    if (change.op === 'remove-entries') return sum + change.keys.length;
    if (change.op === 'change-tests') return sum + change.added.length + change.removed.length;
    return sum + 1;
  }, 0);
}

/** A whole-document change makes every finer view of lists meaningless until it is published. */
export function replacesAll(changes: readonly Change[]): boolean {
  return changes.some(({ op }) => op === 'replace');
}

export function placeKey(change: number, entry: number): string {
  return `new:${change}:${entry}`;
}

function placeOf(key: string): readonly [number, number] | null {
  const found = /^new:(\d+):(\d+)$/.exec(key);
  return found ? [Number(found[1]), Number(found[2])] : null;
}

/** One `add-entries` for each list, so that places stay stable and the hub sees one insertion. */
export function addEntries(set: ChangeSet, list: string, entries: readonly Entry[]): ChangeSet {
  const at = set.changes.findIndex((each) => each.op === 'add-entries' && each.list === list);
  const found = set.changes[at];
  if (found?.op !== 'add-entries') {
    return append(set, { op: 'add-entries', list, entries: [...entries] });
  }
  return replaceAt(set, at, { ...found, entries: [...found.entries, ...entries] });
}

export function updateEntry(
  set: ChangeSet,
  list: string,
  key: string,
  entry: EntryFields,
): ChangeSet {
  const place = placeOf(key);
  if (place) {
    const change = set.changes[place[0]];
    if (change?.op !== 'add-entries') return set;
    return replaceAt(set, place[0], { ...change, entries: change.entries.with(place[1], entry) });
  }
  const at = indexOfUpdate(set, list, key);
  const change: Change = { op: 'update-entry', list, key, entry };
  return at === -1 ? append(set, change) : replaceAt(set, at, change);
}

export function removeEntries(set: ChangeSet, list: string, keys: readonly string[]): ChangeSet {
  const places = keys.map(placeOf).filter((place) => place !== null);
  const published = keys.filter((key) => placeOf(key) === null);
  let changes = set.changes.map((change, index) => {
    const gone = places.filter(([at]) => at === index).map(([, entry]) => entry);
    if (change.op !== 'add-entries' || gone.length === 0) return change;
    return { ...change, entries: change.entries.filter((_, entry) => !gone.includes(entry)) };
  });
  changes = changes.filter(
    (change) =>
      !(change.op === 'update-entry' && change.list === list && published.includes(change.key)),
  );
  const trimmed = { ...set, changes: withoutEmpty(changes) };
  if (published.length === 0) return trimmed;
  const at = trimmed.changes.findIndex(
    (each) => each.op === 'remove-entries' && each.list === list,
  );
  const found = trimmed.changes[at];
  if (found?.op !== 'remove-entries') {
    return append(trimmed, { op: 'remove-entries', list, keys: published });
  }
  return replaceAt(trimmed, at, { ...found, keys: [...new Set([...found.keys, ...published])] });
}

/** Takes back a removal or an edit of a published entry. */
export function restoreEntry(set: ChangeSet, list: string, key: string): ChangeSet {
  const changes = set.changes.flatMap((change): Change[] => {
    if (!('list' in change) || change.list !== list) return [change];
    if (change.op === 'update-entry' && change.key === key) return [];
    if (change.op !== 'remove-entries') return [change];
    return [{ ...change, keys: change.keys.filter((each) => each !== key) }];
  });
  return { ...set, changes: withoutEmpty(changes) };
}

export function addList(set: ChangeSet, list: List): ChangeSet {
  return append(set, { op: 'add-list', list });
}

export function updateList(
  set: ChangeSet,
  list: string,
  fields: Omit<List, 'id' | 'entries'>,
): ChangeSet {
  const made = set.changes.findIndex((each) => each.op === 'add-list' && each.list.id === list);
  const added = set.changes[made];
  if (added?.op === 'add-list') {
    return replaceAt(set, made, {
      op: 'add-list',
      list: { ...fields, id: list, entries: added.list.entries },
    });
  }
  const at = set.changes.findIndex((each) => each.op === 'update-list' && each.list === list);
  const change: Change = { op: 'update-list', list, fields };
  return at === -1 ? append(set, change) : replaceAt(set, at, change);
}

/** A list that was never published simply goes; of a published one everything finer goes with it. */
export function removeList(set: ChangeSet, list: string): ChangeSet {
  const wasNew = set.changes.some((each) => each.op === 'add-list' && each.list.id === list);
  const rest = { ...set, changes: set.changes.filter((change) => listOf(change) !== list) };
  return wasNew ? rest : append(rest, { op: 'remove-list', list });
}

export function replaceDocument(set: ChangeSet, yaml: string): ChangeSet {
  return { ...set, changes: [{ op: 'replace', yaml }] };
}

/** Takes one change back. */
export function dropChange(set: ChangeSet, index: number): ChangeSet {
  const dropped = set.changes[index];
  const orphaned = dropped?.op === 'add-list' ? dropped.list.id : null;
  const changes = set.changes.filter(
    (change, at) => at !== index && (orphaned === null || listOf(change) !== orphaned),
  );
  return { ...set, changes };
}

/** The list that a change belongs to; null for the examples and the whole document. */
export function listOf(change: Change): string | null {
  if (change.op === 'replace' || change.op === 'change-tests') return null;
  return typeof change.list === 'string' ? change.list : change.list.id;
}

function indexOfUpdate(set: ChangeSet, list: string, key: string): number {
  return set.changes.findIndex(
    (each) => each.op === 'update-entry' && each.list === list && each.key === key,
  );
}

function append(set: ChangeSet, change: Change): ChangeSet {
  return { ...set, changes: [...set.changes, change] };
}

function replaceAt(set: ChangeSet, at: number, change: Change): ChangeSet {
  return { ...set, changes: set.changes.with(at, change) };
}

function withoutEmpty(changes: readonly Change[]): Change[] {
  return changes.filter((change) => {
    if (change.op === 'add-entries') return change.entries.length > 0;
    return change.op !== 'remove-entries' || change.keys.length > 0;
  });
}
