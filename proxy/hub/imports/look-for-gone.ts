/** Known posts that stand in the account's list no more are marked; those that are there again are not. */
import { listedFrom } from '../../../shared/posting/imported/listed-from.ts';
import type { GonePost } from '../store/import-store.ts';
import { changeOf, type ImportLog, type KnownImport } from './known-import.ts';
import type { ReadList } from './read-list.ts';

export function createLookForGone({ store, audit, now }: ImportLog) {
  /** Each post on its own: a death in between leaves the others for the next time. */
  return async function lookForGone(
    each: KnownImport,
    { posts, isWhole }: Pick<ReadList, 'posts' | 'isWhole'>,
  ): Promise<{ gone: number; back: number }> {
    const { service, account } = each;
    const listed = posts.map(({ key, at, address }) => ({ key, at, address, account }));
    const back = await store.listed(service, listed);
    const mark = async (act: 'posting-gone' | 'posting-back', post: GonePost) => {
      const left = audit.left(changeOf(act, each, { detail: post.address }));
      await store.markGone(
        service,
        post,
        act === 'posting-gone' ? new Date(now()).toISOString() : null,
        [left],
      );
    };
    for (const post of back) await mark('posting-back', post);
    const from = listedFrom(posts, isWhole);
    const keys = posts.map(({ key }) => key);
    const gone = from === null ? [] : await store.missing(service, account, from, keys);
    for (const post of gone) await mark('posting-gone', post);
    await audit.settle();
    return { gone: gone.length, back: back.length };
  };
}
