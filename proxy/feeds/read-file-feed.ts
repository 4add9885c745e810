/** The bytes of a feed's file, bounded before they are read. */
import { open } from 'node:fs/promises';
import path from 'node:path';
import type { FeedFailure } from '../../shared/destination/feeds/feed-words.ts';
import { defaultMaxBytes, type Feed } from '../../shared/policy/feed-schema.ts';
import { errorCode } from '../record/audit-log-error.ts';

export interface FeedFile {
  readonly bytes: Uint8Array;
  /** Changes when the file does. */
  readonly stamp: string;
}

/** @param folder where relative paths start; @param known a stamp: the same file is not read again */
export async function readFileFeed(
  feed: Feed & { readonly file: string },
  folder: string,
  known: string | null = null,
): Promise<FeedFile | 'same' | { readonly failure: FeedFailure }> {
  try {
    await using file = await open(path.resolve(folder, feed.file), 'r');
    const { size, mtimeMs, ino } = await file.stat().then((stat) => {
      if (!stat.isFile()) throw Object.assign(new Error('no file'), { code: 'EISDIR' });
      return stat;
    });
    const stamp = `${ino} ${size} ${mtimeMs}`;
    if (stamp === known) return 'same';
    if (size > (feed.maxBytes ?? defaultMaxBytes)) return { failure: 'too-large' };
    return { bytes: await file.readFile(), stamp };
  } catch (error) {
    return { failure: errorCode(error) === 'ENOENT' ? 'no-file' : 'unreadable' };
  }
}
