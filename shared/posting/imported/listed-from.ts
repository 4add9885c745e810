/** How far back a list of posts can be believed: what is known, newer than that, and not in it, is gone. */
import type { ImportedPost } from './imported-post.ts';

/**
 * Lists come newest first, but for posts that say an older time than they have. Those, and the last
 * one, whose place nothing confirms, are not believed.
 *
 * @param posts as they were listed
 * @param isWhole nothing comes behind them
 * @returns ISO; '' where the list is the whole of it; null: nothing can be told
 */
export function listedFrom(
  posts: readonly Pick<ImportedPost, 'at'>[],
  isWhole: boolean,
): string | null {
  if (isWhole) return '';
  const inPlace: string[] = [];
  for (const { at } of posts.toReversed()) {
    if (at >= (inPlace.at(-1) ?? '')) inPlace.push(at);
  }
  return inPlace[1] ?? null;
}
