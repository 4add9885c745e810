/** A published list with the unpublished changes laid over it, as the list's page shows it. */

import type { Entry, EntryFields, List } from '../../../shared/policy/schema.ts';
import type { ShownFeed } from '../../../shared/protocol/feeds.ts';
import type { Change, KeyedEntry } from '../../../shared/protocol/policy-change.ts';
import { placeKey } from './change-set.ts';

export type EntryState = 'published' | 'added' | 'changed' | 'removed';

export interface ShownEntry {
  readonly key: string;
  readonly state: EntryState;
  readonly entry: EntryFields;
}

/** Additions first: they are what the person is working on. */
export function overlayEntries(
  list: string,
  published: readonly KeyedEntry[],
  changes: readonly Change[],
): ShownEntry[] {
  const removed = new Set<string>();
  const changed = new Map<string, EntryFields>();
  const added: ShownEntry[] = [];
  changes.forEach((change, index) => {
    if (!('list' in change) || change.list !== list) return;
    if (change.op === 'remove-entries') for (const key of change.keys) removed.add(key);
    if (change.op === 'update-entry') changed.set(change.key, change.entry);
    if (change.op === 'add-entries') {
      change.entries.forEach((entry, place) => {
        added.push({ key: placeKey(index, place), state: 'added', entry: fieldsOf(entry) });
      });
    }
  });
  const rest = published.map(({ key, ...entry }): ShownEntry => {
    if (removed.has(key)) return { key, state: 'removed', entry };
    const edited = changed.get(key);
    return edited ? { key, state: 'changed', entry: edited } : { key, state: 'published', entry };
  });
  return [...added, ...rest];
}

export function fieldsOf(entry: Entry): EntryFields {
  return typeof entry === 'string' ? { match: entry } : entry;
}

/** An entry with a match alone is written as one word in the document. */
export function entryOf(fields: EntryFields): Entry {
  return Object.keys(fields).length === 1 ? fields.match : fields;
}

export type ListFields = Omit<List, 'entries'>;

export interface ShownList {
  readonly list: ListFields;
  readonly state: EntryState;
  /** Entries once the changes are published. */
  readonly entries: number;
  readonly expiring: number;
  /** Of the published list; null without a feed. */
  readonly feedState: ShownFeed | null;
}

/** All lists with the changes laid over them. */
export function overlayLists(
  published: readonly (ListFields & Pick<ShownList, 'entries' | 'expiring' | 'feedState'>)[],
  changes: readonly Change[],
): ShownList[] {
  const shown = published.map(({ entries, expiring, feedState, ...list }): ShownList => {
    return { list, state: 'published', entries, expiring, feedState };
  });
  for (const change of changes) {
    if (change.op === 'add-list') {
      const { entries, ...list } = change.list;
      const counts = { entries: entries.length, expiring: 0, feedState: null };
      shown.push({ list, state: 'added', ...counts });
      continue;
    }
    if (change.op === 'replace' || change.op === 'change-tests') continue;
    const at = shown.findIndex(({ list }) => list.id === change.list);
    const found = shown[at];
    if (found) shown[at] = withChange(found, change);
  }
  return shown;
}

function withChange(
  shown: ShownList,
  change: Exclude<Change, { op: 'add-list' | 'replace' | 'change-tests' }>,
) {
  const state = shown.state === 'added' ? 'added' : 'changed';
  switch (change.op) {
    case 'add-entries':
      return { ...shown, state, entries: shown.entries + change.entries.length } as const;
    case 'remove-entries':
      return { ...shown, state, entries: shown.entries - change.keys.length } as const;
    case 'update-entry':
      return { ...shown, state } as const;
    case 'update-list':
      return { ...shown, state, list: { ...change.fields, id: shown.list.id } } as const;
    case 'remove-list':
      return { ...shown, state: 'removed' } as const;
  }
}
