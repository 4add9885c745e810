/** A feed's snapshot out of lines, opened. */
import { compileFeed } from '../../shared/destination/feeds/compile-feed.ts';
import type { FeedFormat, FeedOptions } from '../../shared/destination/feeds/feed-reader.ts';
import { type HostSet, openHostSet } from '../../shared/destination/host-set.ts';
import { plainOptions } from './feed-lines.ts';

export const feedKey = new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]);

export function feedBytes(
  lines: readonly string[],
  options: Partial<FeedOptions> = {},
  format: FeedFormat | 'auto' = 'auto',
): Uint8Array {
  return compileFeed(lines.join('\n'), format, { ...plainOptions, ...options }, feedKey).snapshot;
}

export function feedSet(
  lines: readonly string[],
  options: Partial<FeedOptions> = {},
  format: FeedFormat | 'auto' = 'auto',
): HostSet {
  const set = openHostSet(feedBytes(lines, options, format));
  if (set === null) throw new Error('the snapshot was not opened');
  return set;
}
