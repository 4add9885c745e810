/**
 * Can changes that were made on an older revision be made on the current one, unchanged and meaning
 * the same? What was signed is what is published: so anything that others have touched is a conflict.
 */
import type { List, Policy } from '../../../shared/policy/schema.ts';
import type { Change } from '../../../shared/protocol/policy-change.ts';
import { canonicalJson, entryKey } from './entry-key.ts';

/** @returns the places where both changed something (`public-bodies`, `public-bodies/go.jp`); empty where they fit */
export function findConflicts(before: Policy, now: Policy, changes: readonly Change[]): string[] {
  const own = new Set<string>();
  const places = changes.flatMap((change) => {
    if (change.op === 'replace') return canonicalJson(before) === canonicalJson(now) ? [] : ['*'];
    if (change.op === 'add-list') {
      own.add(change.list.id);
      return listOf(now, change.list.id) === undefined ? [] : [change.list.id];
    }
    if (change.op === 'change-tests') {
      // Whoever signed saw these examples, and no others.
      return canonicalJson(before.tests ?? []) === canonicalJson(now.tests ?? []) ? [] : ['tests'];
    }
    return own.has(change.list) ? [] : conflictsOf(before, now, change);
  });
  return [...new Set(places)];
}

type ListChange = Exclude<Change, { op: 'replace' | 'add-list' | 'change-tests' }>;

function conflictsOf(before: Policy, now: Policy, change: ListChange): string[] {
  const old = listOf(before, change.list);
  const current = listOf(now, change.list);
  if (current === undefined || old === undefined) return [change.list];
  // Whom a list is for and what it does may have changed: the same line would mean another thing.
  if (fieldsOf(old) !== fieldsOf(current)) return [change.list];
  switch (change.op) {
    case 'add-entries':
    case 'update-list':
      return [];
    case 'remove-list':
      return canonicalJson(old) === canonicalJson(current) ? [] : [change.list];
    case 'update-entry':
    case 'remove-entries': {
      const keys = new Set(current.entries.map(entryKey));
      const wanted = change.op === 'update-entry' ? [change.key] : change.keys;
      const gone = new Set(wanted.filter((key) => !keys.has(key)));
      if (gone.size === 0) return [];
      return old.entries
        .filter((entry) => gone.has(entryKey(entry)))
        .map((entry) => `${change.list}/${typeof entry === 'string' ? entry : entry.match}`);
    }
    default:
      return change satisfies never;
  }
}

function listOf(policy: Policy, id: string): List | undefined {
  return policy.destinations.lists?.find((list) => list.id === id);
}

function fieldsOf(list: List): string {
  return canonicalJson({ ...list, entries: [] });
}
