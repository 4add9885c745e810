/** The hub's imports: their world is built here, and ends here. */

import type { Policy } from '../../../shared/policy/schema.ts';
import { type FetchOptions, fetchFeed } from '../feeds/fetch-feed.ts';
import { type FeedNetwork, outgoingOptions } from '../feeds/start-feeds.ts';
import { createKeptImports, type KeepImportsOptions } from './keep-imports.ts';

export function startImports(
  options: Omit<KeepImportsOptions, 'fetch' | 'policy' | 'signal'> & {
    readonly policy: () => Policy;
    readonly password: NonNullable<FetchOptions['password']>;
    readonly network: FeedNetwork;
  },
) {
  const { policy, password, network } = options;
  const end = new AbortController();
  const imports = createKeptImports({
    ...options,
    signal: end.signal,
    fetch(url, known, maxBytes) {
      return fetchFeed(url, {
        ...outgoingOptions(policy(), { network, password, signal: end.signal }),
        known,
        maxBytes,
        timeoutMs: network.timeoutMs ?? 60_000,
      });
    },
  });
  return {
    ...imports,
    /** Breaks off what is being read. */
    stop: () => end.abort(),
  };
}
