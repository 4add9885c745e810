/** Keeps the unpublished changes in memory and in this tab's session storage, for each account. */
import { useEffect, useState } from 'preact/hooks';
import { type ChangeSet, nothing } from './change-set.ts';

let current: ChangeSet = nothing(0);
let place: string | null = null;
const listeners = new Set<() => void>();

/** Loads what this account left behind in this tab. What cannot be read is as good as nothing. */
export function openChanges(account: string): void {
  place = `sekisho-changes:${account}`;
  current = read(place) ?? nothing(0);
  tell();
}

function read(from: string): ChangeSet | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(from) ?? 'null');
    if (typeof kept !== 'object' || kept === null) return null;
    if (!('base' in kept && 'changes' in kept)) return null;
    if (typeof kept.base !== 'number' || !Array.isArray(kept.changes)) return null;
    return kept as ChangeSet;
  } catch {
    return null;
  }
}

export function changes(): ChangeSet {
  return current;
}

export function setChanges(next: ChangeSet): void {
  current = next;
  try {
    if (place && next.changes.length > 0) sessionStorage.setItem(place, JSON.stringify(next));
    else if (place) sessionStorage.removeItem(place);
  } catch {
    // Storage is full or closed: the changes stay in memory, and are lost only by a reload.
  }
  tell();
}

/**
 * Edits the changes. The first one fixes the revision that they are based on.
 * @param revision the revision that the person was looking at
 */
export function edit(revision: number, change: (set: ChangeSet) => ChangeSet): void {
  setChanges(change(current.changes.length === 0 ? nothing(revision) : current));
}

export function useChanges(): ChangeSet {
  const [set, setSet] = useState(current);
  useEffect(() => {
    const update = () => setSet(current);
    update();
    listeners.add(update);
    return () => void listeners.delete(update);
  }, []);
  return set;
}

function tell(): void {
  for (const each of listeners) each();
}
