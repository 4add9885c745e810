/** The entries of a policy with their places, taken apart for comparing one with another. */
import { escapedText } from '../../destination/canonical-escapes.ts';
import { globPrefix } from '../../destination/glob.ts';
import { type CompiledEntry, compileLists } from '../compile-lists.ts';
import type { Place } from '../finding.ts';
import type { Policy } from '../schema.ts';

/** What must hold besides the match, by key: `units`, `hours`, … of the list and of the entry. */
export type Conditions = readonly Readonly<Record<string, unknown>>[];

export interface PlacedEntry {
  readonly entry: CompiledEntry;
  readonly place: Place;
  /** Among all entries of the policy: the earlier wins a full tie. */
  readonly order: number;
  readonly isGlob: boolean;
  readonly host: string;
  /** '' where every path matches. */
  readonly path: string;
  readonly query: string;
  readonly conditions: Conditions;
  /** As it stands in the list. */
  readonly source: string;
}

/** Keys that describe an entry or list. Any other is a condition, also one that is not known here. */
const descriptive: ReadonlySet<string> = new Set([
  'id',
  'title',
  'match',
  'action',
  'owner',
  'reason',
  'clause',
  'addedBy',
  'addedAt',
  'note',
  'entries',
]);

/** @throws Error on entries that checkPolicy refuses */
export function placedEntries(policy: Policy): PlacedEntry[] {
  const found: PlacedEntry[] = [];
  for (const [i, list] of (policy.destinations.lists ?? []).entries()) {
    const ofList = conditionsOf(list);
    let j = 0;
    for (const entry of compileLists([list])) {
      const source = list.entries[j];
      if (source === undefined) continue;
      const own = typeof source === 'string' ? {} : conditionsOf(source);
      found.push({
        entry,
        place: ['destinations', 'lists', i, 'entries', j],
        order: found.length,
        ...takeApart(entry.match.text),
        conditions: [ofList, own].filter((each) => Object.keys(each).length > 0),
        source: JSON.stringify(source),
      });
      j++;
    }
  }
  return found;
}

function conditionsOf(source: object): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(source).filter(([key, value]) => !descriptive.has(key) && value !== undefined),
  );
}

/** The parts of a match as text: both formats write them alike. */
function takeApart(text: string): Pick<PlacedEntry, 'isGlob' | 'host' | 'path' | 'query'> {
  const isGlob = text.startsWith(globPrefix);
  const rest = (isGlob ? text.slice(globPrefix.length) : text).replace(
    /^[a-z][a-z0-9+.-]*:\/\//i,
    '',
  );
  // `?` is a wildcard of globs, which do not look at the query.
  const parts = isGlob ? /^([^/]*)(.*)$/s : /^([^/?#]*)([^?#]*)(?:\?([^#]*))?/s;
  const [, authority = '', pathText = '', query = ''] = parts.exec(rest) ?? [];
  const host = authority.replace(/^.*@/, '').replace(/:\d+$/, '');
  const path = escapedText(pathText);
  return { isGlob, host, path: path === (isGlob ? '/**' : '/') ? '' : path, query };
}
