/** What was made last is kept, up to a cap: whoever was not asked for longest goes first. */
import type { SecureContext } from 'node:tls';

interface Kept {
  readonly context: SecureContext;
  /** Milliseconds since 1970: from then on a new one is made. */
  readonly until: number;
}

export interface LeafCache {
  readonly size: number;
  contextFor(host: string): SecureContext;
}

/** @param make called where nothing usable is kept */
export function createLeafCache(
  cap: number,
  now: () => number,
  make: (host: string) => Kept,
): LeafCache {
  const kept = new Map<string, Kept>();
  return {
    get size() {
      return kept.size;
    },
    contextFor(host) {
      const found = kept.get(host);
      const usable = found !== undefined && now() < found.until ? found : make(host);
      kept.delete(host);
      kept.set(host, usable);
      if (kept.size > cap) kept.delete(kept.keys().next().value as string);
      return usable.context;
    },
  };
}
