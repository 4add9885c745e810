/** A text in a list's format → a policy with its entries in one list, and what became of each line. */
import type { FeedFormat } from '../../../shared/destination/feeds/feed-reader.ts';
import { compilePolicy } from '../../../shared/policy/compile.ts';
import { parsePolicy } from '../../../shared/policy/parse.ts';
import type { Entry, List } from '../../../shared/policy/schema.ts';
import type { Change } from '../../../shared/protocol/policy-change.ts';
import { applyChanges } from './apply-changes.ts';
import { entryKey } from './entry-key.ts';
import { readEntryTable } from './entry-table.ts';
import { type ImportedLine, importLines } from './import-lines.ts';

export interface ImportReport {
  /** `entries`: a table that `policy export --to csv` made. */
  readonly format: FeedFormat | 'entries';
  /** Lines by what became of them. */
  readonly taken: number;
  readonly already: number;
  readonly problems: number;
  readonly lines: readonly ImportedLine[];
  readonly changes: readonly Change[];
  readonly yaml: string;
}

export interface ImportWish {
  readonly list: string;
  readonly format: FeedFormat | 'auto';
  readonly subdomains: boolean;
  /** Epoch ms. */
  readonly now: number;
}

/** A change takes so many. */
const mostEntries = 10_000;

/** @throws Error where the policy cannot be read, or has no such list */
export function importInto(yaml: string, text: string, wish: ImportWish): ImportReport {
  const { policy } = parsePolicy(yaml);
  const list = policy?.destinations.lists?.find(({ id }) => id === wish.list);
  if (policy === null || list === undefined) throw new Error(`no list ${wish.list}`);
  const table = wish.format === 'auto' || wish.format === 'csv' ? readTable(text, list) : null;
  const { format, lines, entries } = table ?? {
    ...readOthers(importLines(compilePolicy(policy), text, { ...wish, action: list.action })),
  };
  const changes: Change[] = [];
  for (let at = 0; at < entries.length; at += mostEntries) {
    const some = entries.slice(at, at + mostEntries);
    changes.push({ op: 'add-entries', list: list.id, entries: some });
  }
  return {
    format,
    taken: entries.length,
    already: lines.filter(({ already }) => already !== null).length,
    problems: lines.filter(({ problem }) => problem !== null).length,
    lines,
    changes,
    yaml: applyChanges(yaml, changes).yaml,
  };
}

interface Read {
  readonly format: ImportReport['format'];
  readonly lines: readonly ImportedLine[];
  readonly entries: readonly Entry[];
}

function readOthers({ format, lines }: ReturnType<typeof importLines>): Read {
  const entries = lines.flatMap(({ match, already }) =>
    match === null || already !== null ? [] : [match],
  );
  return { format, lines, entries };
}

/** Our own table: rows of this list, or of none. */
function readTable(text: string, list: List): Read | null {
  const rows = readEntryTable(text);
  if (rows === null) return null;
  const there = new Set(list.entries.map(entryKey));
  const entries: Entry[] = [];
  const lines = rows.flatMap(({ line, list: of, input, entry, problem }): ImportedLine[] => {
    if (of !== '' && of !== list.id) return [];
    if (entry === null)
      return [{ line, input, match: null, problem, already: null, warning: null }];
    const key = entryKey(entry);
    const already = there.has(key) ? `${list.id}/${input}` : null;
    if (already === null) entries.push(entry);
    there.add(key);
    return [{ line, input, match: input, problem: null, already, warning: null }];
  });
  return { format: 'entries', lines, entries };
}
