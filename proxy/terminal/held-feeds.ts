/**
 * The feeds of the policy in force. A new bundle waits a moment for its snapshots, so that policy
 * and feeds change in one step; what does not come in time is made up for later. Meanwhile a list
 * whose definition stayed the same keeps the snapshot that it had.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { HostSet } from '../../shared/destination/host-set.ts';
import type { Policy } from '../../shared/policy/schema.ts';
import type { FeedKeeper, NamedFeeds } from './feed-keeper.ts';

export interface LoadedFeeds {
  readonly sets: ReadonlyMap<string, HostSet>;
  /** Lists that have not the snapshot that the manifest names, or none at all. */
  readonly missing: readonly string[];
  /** By list: the definition that its snapshot was made by, and its hash. */
  readonly from: ReadonlyMap<string, { readonly definition: string; readonly hash: string }>;
}

export const noFeedsLoaded: LoadedFeeds = { sets: new Map(), missing: [], from: new Map() };

/** A policy that closes something must not wait for a long list. */
const patienceMs = 10_000;

export async function loadFeeds(
  keeper: FeedKeeper,
  policy: Policy,
  named: NamedFeeds,
  before: LoadedFeeds,
  signal: AbortSignal | null,
): Promise<LoadedFeeds> {
  if (signal !== null && Object.keys(named).length > 0) {
    const waiting = new AbortController();
    const late = pause(patienceMs, null, { signal: waiting.signal }).catch(() => null);
    await Promise.race([keeper.bring(named, signal), late]);
    waiting.abort();
  }
  const here = await keeper.local(named);
  const sets = new Map<string, HostSet>();
  const from = new Map<string, { definition: string; hash: string }>();
  const missing: string[] = [];
  for (const { id, action, feed } of policy.destinations.lists ?? []) {
    if (feed === undefined) continue;
    const definition = JSON.stringify({ action, feed });
    const hash = named[id];
    const set = here.get(id);
    if (set !== undefined && hash !== undefined) {
      sets.set(id, set);
      from.set(id, { definition, hash });
      continue;
    }
    missing.push(id);
    const former = before.from.get(id);
    const kept = before.sets.get(id);
    if (former?.definition !== definition || kept === undefined) continue;
    sets.set(id, kept);
    from.set(id, former);
  }
  return { sets, missing, from };
}

/** Snapshots that are still needed. */
export function neededHashes(loaded: LoadedFeeds, named: NamedFeeds): Set<string> {
  return new Set([...Object.values(named), ...[...loaded.from.values()].map(({ hash }) => hash)]);
}
