/** New lines say who put them there, and on which day; lines that say it already are left alone. */
import type { Entry, EntryFields } from '../../../shared/policy/schema.ts';
import type { Change } from '../../../shared/protocol/policy-change.ts';
import { entryFields } from './entry-key.ts';

/** What was typed as a whole document stays as typed. @param day e.g. `2026-11-29`, in Japan */
export function stampEntries(changes: readonly Change[], by: string, day: string): Change[] {
  const stamp = (entry: Entry): EntryFields => {
    const fields = entryFields(entry);
    return fields.addedBy === undefined ? { ...fields, addedBy: by, addedAt: day } : fields;
  };
  return changes.map((change) => {
    switch (change.op) {
      case 'add-entries':
        return { ...change, entries: change.entries.map(stamp) };
      case 'add-list':
        return { ...change, list: { ...change.list, entries: change.list.entries.map(stamp) } };
      default:
        return change;
    }
  });
}
