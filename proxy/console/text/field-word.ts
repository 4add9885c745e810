import type { Words } from '../words/ja.ts';

/** What a record's value means in words; null where the value speaks for itself. */
export function fieldWord(words: Words, name: string, value: string): string | null {
  const { types, acts, decisionActs, handlings, sources, identities } = words.work.audit;
  const tables: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    type: types,
    act: { ...acts, ...decisionActs },
    action: words.actions,
    would: words.actions,
    reason: words.reasons,
    mode: words.modes,
    handling: handlings,
    source: sources,
    'who.identity': identities,
  };
  const table = Object.hasOwn(tables, name) ? tables[name] : undefined;
  return table && Object.hasOwn(table, value) ? (table[value] ?? null) : null;
}
