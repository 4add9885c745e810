/** A feed's bytes, as its list describes them → the snapshot and its report, or why there is none. */
import { randomBytes } from 'node:crypto';
import {
  type CompiledFeed,
  compileFeed,
  type FeedReport,
} from '../../shared/destination/feeds/compile-feed.ts';
import { type FeedFailure, failureOf } from '../../shared/destination/feeds/feed-words.ts';
import { defaultMaxBytes, type Feed } from '../../shared/policy/feed-schema.ts';
import type { List } from '../../shared/policy/schema.ts';
import { decodeFeed } from './decode-feed.ts';

export type MadeSnapshot =
  | CompiledFeed
  | { readonly failure: FeedFailure; readonly report: FeedReport | null };

export function makeSnapshot(bytes: Uint8Array, feed: Feed, action: List['action']): MadeSnapshot {
  const { charset = 'auto', format = 'auto', subdomains = false, column = null, minimum } = feed;
  const decoded = decodeFeed(bytes, charset, feed.maxBytes ?? defaultMaxBytes);
  if ('failure' in decoded) return { failure: decoded.failure, report: null };
  const options = { action, subdomains, column };
  const made = compileFeed(decoded.text, format, options, randomBytes(8));
  const failure = failureOf(made.report, minimum);
  return failure === null ? made : { failure, report: made.report };
}
