/** Names a line of a list by what it says: SHA-256 of its canonical JSON, 16 hex digits. */
import { createHash } from 'node:crypto';
import type { Entry, EntryFields } from '../../../shared/policy/schema.ts';
import type { KeyedEntry } from '../../../shared/protocol/policy-change.ts';

export function entryFields(entry: Entry): EntryFields {
  return typeof entry === 'string' ? { match: entry } : entry;
}

export function entryKey(entry: Entry): string {
  return textKey(entryFields(entry));
}

/** Of whatever says something: an entry's fields, an example. */
export function textKey(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex').slice(0, 16);
}

export function keyedEntry(entry: Entry): KeyedEntry {
  return { ...entryFields(entry), key: entryKey(entry) };
}

/** Keys sorted, nothing undefined: the same for whatever says the same. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, field]) => `${JSON.stringify(name)}:${canonicalJson(field)}`);
  return `{${fields.join(',')}}`;
}
