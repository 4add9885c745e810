/**
 * Lists with a feed → candidates beside the entries. A name of a feed ranks as the same name in
 * `entries` would; the scope of the list holds for all of them.
 */
import { effectiveAddress } from '../destination/address.ts';
import type { Destination } from '../destination/destination.ts';
import type { FeedFilter } from '../destination/feeds/compile-feed.ts';
import type { HostSet } from '../destination/host-set.ts';
import { buildHostTable, type HostTable } from '../destination/host-table.ts';
import type { Match } from '../destination/match.ts';
import { type CompiledEntry, type ListSource, plainEntry } from './compile-lists.ts';
import type { Feed } from './feed-schema.ts';
import { compileScope } from './scope.ts';

/**
 * By the list's id. A feed that is not there is not loaded: its list says nothing, so that one that
 * blocks does not stop everything, and one that allows opens nothing.
 */
export type Feeds = ReadonlyMap<string, HostSet>;

interface FeedList extends ListSource {
  readonly feed?: Feed | undefined;
}

interface FeedNames {
  readonly set: HostSet;
  /** What every name of the list has in common. */
  readonly common: CompiledEntry;
}

/** Lists that have a feed, but no snapshot of it. */
export function unloadedFeeds(lists: readonly FeedList[], feeds: Feeds): string[] {
  return lists.filter(({ id, feed }) => feed !== undefined && !feeds.has(id)).map(({ id }) => id);
}

export function withFeeds(
  entries: HostTable<CompiledEntry>,
  lists: readonly FeedList[],
  feeds: Feeds,
): HostTable<CompiledEntry> {
  const names = lists.flatMap((list): FeedNames[] => {
    const set = list.feed === undefined ? undefined : feeds.get(list.id);
    return set === undefined ? [] : [{ set, common: commonOf(list) }];
  });
  if (names.length === 0) return entries;
  const filters = buildHostTable(names.flatMap(filtersOf));
  return {
    size: names.reduce((sum, { set }) => sum + set.count, entries.size + filters.size),
    candidates(destination) {
      const found = entries.candidates(destination);
      if (filters.size > 0) found.push(...filters.candidates(destination));
      for (const each of names) {
        const entry = namedEntry(each, destination);
        if (entry !== null) found.push(entry);
      }
      return found;
    },
  };
}

function commonOf(list: FeedList): CompiledEntry {
  const scope = compileScope(list);
  return {
    ...plainEntry('*', list.action, list.id),
    clause: list.clause ?? null,
    scopes: scope === null ? [] : [scope],
    list: list.id,
    owner: list.owner ?? null,
    reason: list.reason,
  };
}

function namedEntry({ set, common }: FeedNames, destination: Destination): CompiledEntry | null {
  const { host, kind } = destination;
  const written = set.lookUp(host);
  if (written >= 0) return entryOf(common, host.slice(written >> 1), (written & 1) === 1, kind);
  if (kind === 'name') return null;
  const reached = effectiveAddress(host);
  if (reached === null || reached === host || set.lookUp(reached) < 0) return null;
  return entryOf(common, reached, true, 'address');
}

/** As parseFilter reads `.host`, `host` and an address. */
function entryOf(
  common: CompiledEntry,
  key: string,
  exact: boolean,
  kind: Destination['kind'],
): CompiledEntry {
  const match: Match = {
    ...common.match,
    text: key,
    key,
    exact: exact || kind === 'address',
    hostLength: exact ? key.length : key.length + 1,
    bare: false,
  };
  return { ...common, match, rule: `${common.list}/${key}` };
}

function filtersOf({ set, common }: FeedNames): CompiledEntry[] {
  if (set.extra === '') return [];
  return (JSON.parse(set.extra) as FeedFilter[]).map(({ match, except }) => ({
    ...common,
    ...pick(plainEntry(match, except ? 'block' : common.action, common.list ?? '')),
  }));
}

function pick({ match, action, rule }: CompiledEntry) {
  return { match, action, rule };
}
