import type { EntryFields } from '../../../shared/policy/schema.ts';

/** Whether an entry holds every word that was typed, in any field, whatever the case and width. */
export function entryFits(entry: EntryFields, typed: string): boolean {
  const wanted = fold(typed)
    .split(/\s+/)
    .filter((word) => word !== '');
  if (wanted.length === 0) return true;
  const { match, reason, owner, clause, units, users, note } = entry;
  const text = fold(
    [match, reason, owner, clause, ...(units ?? []), ...(users ?? []), note].join(' '),
  );
  return wanted.every((word) => text.includes(word));
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
