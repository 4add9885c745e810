/**
 * Entries by host. A look-up walks the labels from the right (`jp`, `example.jp`, `www.example.jp`)
 * and touches the entries of those keys only, however many others there are.
 */
import { effectiveAddress } from './address.ts';
import type { Destination } from './destination.ts';
import type { Match } from './match.ts';

export interface HostTable<T> {
  readonly size: number;
  /** In the order they were given within each key. */
  candidates(destination: Destination): T[];
}

export function buildHostTable<T extends { readonly match: Match }>(
  items: Iterable<T>,
): HostTable<T> {
  const byKey = new Map<string, T[]>();
  let size = 0;
  for (const item of items) {
    const bucket = byKey.get(item.match.key);
    if (bucket === undefined) byKey.set(item.match.key, [item]);
    else bucket.push(item);
    size++;
  }
  return {
    size,
    candidates(destination) {
      const found: T[] = [];
      for (const key of keysOf(destination)) {
        for (const item of byKey.get(key) ?? []) found.push(item);
      }
      return found;
    },
  };
}

function keysOf({ host, kind }: Destination): string[] {
  if (host === '') return [''];
  if (kind === 'address') {
    const reached = effectiveAddress(host);
    return reached === null || reached === host ? ['', host] : ['', host, reached];
  }
  const keys = [''];
  for (let at = host.length; at > 0; ) {
    at = host.lastIndexOf('.', at - 1);
    keys.push(host.slice(at + 1));
  }
  return keys;
}
