/** Where a feed's bytes come from: its file or its address. */
import type { FeedFailure } from '../../../shared/destination/feeds/feed-words.ts';
import { defaultMaxBytes, type Feed } from '../../../shared/policy/feed-schema.ts';
import { readFileFeed } from '../../feeds/read-file-feed.ts';
import { type FetchOptions, fetchFeed } from './fetch-feed.ts';

export interface SourceMarks {
  readonly etag: string | null;
  readonly lastModified: string | null;
  /** Of a file. */
  readonly stamp: string | null;
}

export type Source =
  | (SourceMarks & { readonly bytes: Uint8Array })
  | 'same'
  | { readonly failure: FeedFailure };

/** @param known null: whatever is there is read in full */
export type ReadSource = (feed: Feed, known: SourceMarks | null) => Promise<Source>;

export function createReadSource(options: {
  /** Where relative paths start. */
  readonly folder: string;
  readonly fetchOptions: () => Omit<FetchOptions, 'known' | 'maxBytes'>;
}): ReadSource {
  return async (feed, known) => {
    const { file, url, maxBytes = defaultMaxBytes } = feed;
    if (file !== undefined) {
      const read = await readFileFeed({ ...feed, file }, options.folder, known?.stamp);
      if (read === 'same' || 'failure' in read) return read;
      return { ...read, etag: null, lastModified: null };
    }
    if (url === undefined) return { failure: 'no-file' };
    const fetched = await fetchFeed(url, { ...options.fetchOptions(), known, maxBytes });
    if (fetched === 'same' || 'failure' in fetched) return fetched;
    return { ...fetched, stamp: null };
  };
}
