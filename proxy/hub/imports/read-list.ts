/**
 * An account's list of posts, page by page from the newest:
 *
 *   fetch ─► same as before? ─► nothing new
 *     └► page ─► its last post is known, or too old? ─► enough
 *           └► next page, up to a limit
 */
import type { Import } from '../../../shared/policy/import-schema.ts';
import type { ImportedPost } from '../../../shared/posting/imported/imported-post.ts';
import type { ImportFailure } from '../../../shared/protocol/posting-imports.ts';
import type { Fetched, Known } from '../feeds/fetch-feed.ts';
import { readPage } from './read-page.ts';

export interface ReadList extends Known {
  /** Each once, as they were listed. */
  readonly posts: readonly ImportedPost[];
  readonly pages: number;
  /** Nothing comes behind them: never said of feeds, which hold the last few posts alone. */
  readonly isWhole: boolean;
  /** The limit was reached before what is known. */
  readonly isCut: boolean;
}

export const mostPages = 10;
const maxBytes = 5_000_000;

/**
 * A page that fails is a list that fails: what was read of it counts only together.
 *
 * @param known of the first page, as it was read last; null: it is read whatever has changed
 * @param isEnough whether nothing older than this post is wanted
 */
export async function readList(
  { from, url }: Import,
  options: {
    readonly fetch: (url: string, known: Known | null, maxBytes: number) => Promise<Fetched>;
    readonly known: Known | null;
    readonly isEnough: (last: ImportedPost) => Promise<boolean>;
  },
): Promise<ReadList | 'same' | { readonly failure: ImportFailure }> {
  const { fetch, known, isEnough } = options;
  const posts = new Map<string, ImportedPost>();
  const asked = new Set<string>();
  let first: Known = { etag: null, lastModified: null };
  let next: string | null = url;
  const told = (isWhole: boolean, isCut: boolean): ReadList => ({
    ...first,
    posts: [...posts.values()],
    pages: asked.size,
    isWhole,
    isCut,
  });
  while (next !== null && asked.size < mostPages) {
    const fetched: Fetched = await fetch(next, asked.size === 0 ? known : null, maxBytes);
    if (fetched === 'same') return 'same';
    if ('failure' in fetched) return fetched;
    const page = readPage(from, next, fetched.bytes);
    if (page === null) return { failure: 'no-posts' };
    if (asked.size === 0) first = { etag: fetched.etag, lastModified: fetched.lastModified };
    asked.add(next);
    for (const post of page.posts) posts.set(post.key, posts.get(post.key) ?? post);
    const last = page.posts.at(-1);
    next = page.next;
    if (next === null) return told(from !== 'rss', false);
    const isOver = asked.has(next) || (last !== undefined && (await isEnough(last)));
    if (isOver) return told(false, false);
  }
  return told(false, true);
}
