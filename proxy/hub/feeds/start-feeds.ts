/** The hub's feeds: their world is built here, and ends here. */
import path from 'node:path';
import type { Policy } from '../../../shared/policy/schema.ts';
import { compileUpstream, upstreamFor } from '../../../shared/policy/upstream.ts';
import { compileZones } from '../../../shared/policy/zones.ts';
import type { Log } from '../../platform/log.ts';
import type { Change } from '../records/hub-audit.ts';
import { compileInWorker } from './compile-in-worker.ts';
import { openFeedStates } from './feed-states.ts';
import type { FetchOptions } from './fetch-feed.ts';
import { createKeptFeeds, type KeptFeeds } from './keep-feeds.ts';
import { createReadSource } from './read-source.ts';

/** How tests reach a publisher on this machine. */
export type FeedNetwork = Pick<FetchOptions, 'lookupAll' | 'ca' | 'timeoutMs' | 'silenceMs'>;

export interface FeedsOptions {
  /** Snapshots and states. */
  readonly folder: string;
  /** Where relative paths of file feeds start. */
  readonly files: string;
  readonly policy: () => Policy;
  readonly changed: () => Promise<void>;
  readonly record: (change: Change) => Promise<void>;
  /** Of the proxy above. */
  readonly password: NonNullable<FetchOptions['password']>;
  readonly network: FeedNetwork;
  readonly now: () => number;
  readonly log: Log;
}

/** How anything is fetched from outside, by the policy of now. */
export function outgoingOptions(
  { zones, upstream: written }: Pick<Policy, 'zones' | 'upstream'>,
  { network, password, signal }: Pick<FeedsOptions, 'network' | 'password'> & Ending,
): Omit<FetchOptions, 'known' | 'maxBytes'> {
  const upstream = written === undefined ? null : compileUpstream(written);
  return {
    ...network,
    zones: compileZones(zones),
    upstreamFor: (destination) => upstreamFor({ upstream }, destination),
    password,
    signal,
  };
}
type Ending = Pick<FetchOptions, 'signal'>;

export async function startFeeds(options: FeedsOptions): Promise<KeptFeeds & Disposable> {
  const { folder, files, policy, password, network } = options;
  const end = new AbortController();
  const { signal } = end;
  const feeds = createKeptFeeds({
    ...options,
    states: await openFeedStates(folder),
    read: createReadSource({
      folder: path.resolve(files),
      fetchOptions: () => outgoingOptions(policy(), { network, password, signal }),
    }),
    compile: (bytes, { feed, action }) => compileInWorker({ bytes, feed, action }, { signal }),
  });
  return { ...feeds, [Symbol.dispose]: () => end.abort() };
}
