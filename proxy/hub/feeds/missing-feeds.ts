/** Which terminals said that they work without a feed: known from heartbeats, so only for minutes. */
const counts = 5 * 60_000;

export interface MissingFeeds {
  heard(terminal: string, lists: readonly string[]): void;
  /** Terminals without the feed of this list. */
  at(list: string): number;
}

export function createMissingFeeds(now: () => number): MissingFeeds {
  const said = new Map<string, { lists: ReadonlySet<string>; at: number }>();
  return {
    heard(terminal, lists) {
      if (lists.length === 0) said.delete(terminal);
      else said.set(terminal, { lists: new Set(lists), at: now() });
    },
    at(list) {
      let found = 0;
      for (const [terminal, each] of said) {
        if (now() - each.at > counts) said.delete(terminal);
        else if (each.lists.has(list)) found++;
      }
      return found;
    },
  };
}
