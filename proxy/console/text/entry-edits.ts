/** What an edit of an entry did, field by field, for people. */
import type { EntryFields } from '../../../shared/policy/schema.ts';
import type { Words } from '../words/ja.ts';
import { hoursText } from './hours-text.ts';
import { momentText } from './time.ts';

/** `期限: 2026-12-01 → 2027-03-31`, in the order of the fields' names. */
export function entryEdits(before: EntryFields, after: EntryFields, words: Words): string[] {
  const { fieldNames, fromTo } = words.policy.changes;
  return (Object.keys(fieldNames) as (keyof EntryFields)[]).flatMap((field) => {
    const old = shown(before, field, words);
    const now = shown(after, field, words);
    return old === now ? [] : [fromTo(fieldNames[field], old, now)];
  });
}

function shown(entry: EntryFields, field: keyof EntryFields, words: Words): string {
  if (field === 'hours') return entry.hours ? hoursText(entry.hours, words) : words.none;
  if (field === 'action') return entry.action ? words.actions[entry.action] : words.none;
  const value = entry[field];
  if (value === undefined) return words.none;
  if (value === true) return words.policy.changes.yes;
  if (Array.isArray(value)) return value.join(words.policy.list.between);
  const text = String(value);
  return field === 'until' || field === 'from' || field === 'addedAt' ? momentText(text) : text;
}
