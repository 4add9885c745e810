/**
 * Moves unpublished changes onto a newer revision. What somebody else has already removed need not
 * be removed again; an entry that somebody else edited or removed cannot be edited by its old key,
 * so the person's own version is kept aside as a conflict to decide on.
 */

import type { EntryFields } from '../../../shared/policy/schema.ts';
import type { Change } from '../../../shared/protocol/policy-change.ts';
import type { ChangeSet } from './change-set.ts';

export interface Conflict {
  readonly list: string;
  readonly entry: EntryFields;
}

export interface Rebased {
  readonly set: ChangeSet;
  readonly conflicts: readonly Conflict[];
  /** Removals that need not be made any more. */
  readonly alreadyGone: number;
}

/** @param keysOf list → the keys of its entries in the new revision; null where the list is gone */
export function rebase(
  set: ChangeSet,
  revision: number,
  keysOf: ReadonlyMap<string, ReadonlySet<string> | null>,
): Rebased {
  const conflicts: Conflict[] = [];
  let alreadyGone = 0;
  const changes = set.changes.flatMap((change): Change[] => {
    if (change.op === 'update-entry') {
      if (keysOf.get(change.list)?.has(change.key)) return [change];
      conflicts.push({ list: change.list, entry: change.entry });
      return [];
    }
    if (change.op === 'remove-entries') {
      const keys = change.keys.filter((key) => keysOf.get(change.list)?.has(key));
      alreadyGone += change.keys.length - keys.length;
      return keys.length === 0 ? [] : [{ ...change, keys }];
    }
    if (change.op === 'remove-list' && keysOf.get(change.list) === null) {
      alreadyGone++;
      return [];
    }
    return [change];
  });
  return { set: { ...set, base: revision, changes }, conflicts, alreadyGone };
}
