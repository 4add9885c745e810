/** The bytes of one page of an account's list → its posts, and where the list goes on. */
import { gunzipSync } from 'node:zlib';
import type { Import } from '../../../shared/policy/import-schema.ts';
import type { ImportedPost } from '../../../shared/posting/imported/imported-post.ts';
import { nextOfFeed, nextPage } from '../../../shared/posting/imported/next-page.ts';
import { readBluesky } from '../../../shared/posting/imported/read-bluesky.ts';
import { readMastodon } from '../../../shared/posting/imported/read-mastodon.ts';
import { readFeed } from './read-feed.ts';

export interface Page {
  readonly posts: readonly ImportedPost[];
  /** Address of the older ones; null: none, or nobody can tell. */
  readonly next: string | null;
}

/** Unpacked. */
const maxText = 20_000_000;

/** @returns null: this is no list of posts */
export function readPage(from: Import['from'], url: string, bytes: Uint8Array): Page | null {
  const text = unpacked(bytes);
  if (text === null) return null;
  if (from === 'rss') {
    const feed = readFeed(text);
    return feed === null ? null : { posts: feed.posts, next: nextOfFeed(url, feed.next) };
  }
  const body = parsed(text);
  const posts = from === 'bluesky' ? readBluesky(body) : readMastodon(body);
  return posts === null ? null : { posts, next: nextPage(from, url, body) };
}

function unpacked(bytes: Uint8Array): string | null {
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
  try {
    const plain = isPacked ? gunzipSync(bytes, { maxOutputLength: maxText }) : bytes;
    return new TextDecoder().decode(plain);
  } catch {
    return null;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
