/** What the posting log says of one service, step by step: nothing more, nothing less. */
import type { PostingRow } from '../../shared/protocol/postings.ts';
import type { ConsoleClient } from './console-client.ts';
import type { ContentWorld } from './content-world.ts';
import { until } from './until.ts';

export interface ToldPostings {
  /** The rows that came of it, oldest first, with what became of them; drafts and files apart. */
  of(work: () => Promise<unknown>, count?: number): Promise<PostingRow[]>;
  /** All of these so far, oldest first: what was said by `of`, and whatever else there is. */
  all(): Promise<PostingRow[]>;
  /** Files, drafts and autosaves. */
  uploads(fits: (row: PostingRow) => boolean): Promise<PostingRow[]>;
}

/** Autosaves come by the clock: they are asked for by themselves. */
const isAside = ({ act }: PostingRow) => act === 'upload' || act === 'sign-in';

export function toldPostings(world: ContentWorld, service: string): ToldPostings {
  const rows = () => allPostings(world.admin, service);
  const isKnown = ({ fate, outcome }: PostingRow) => fate !== 'sent' || outcome.taken !== null;
  const all = async () => (await rows()).filter((row) => !isAside(row));
  return {
    all,
    async of(work, count = 1) {
      const before = (await all()).length;
      await work();
      return until(
        async () => {
          const found = (await all()).slice(before);
          return found.length >= count && found.every(isKnown) ? found : null;
        },
        { every: 250 },
      );
    },
    uploads: (fits) =>
      until(
        async () => {
          const found = (await rows()).filter((row) => row.act === 'upload' && fits(row));
          return found.length > 0 && found.every(isKnown) ? found : null;
        },
        { every: 250 },
      ),
  };
}

/** What is compared of a row. */
export const shown = ({ act, text, fate, outcome }: PostingRow) => ({
  act,
  text,
  fate,
  taken: outcome.taken,
  address: outcome.address,
});

/** The whole log of one service, oldest first. */
export async function allPostings(admin: ConsoleClient, service: string): Promise<PostingRow[]> {
  const found: PostingRow[] = [];
  let before: string | undefined;
  for (;;) {
    const query = { service, limit: '200', ...(before !== undefined && { before }) };
    const { postings, next } = await admin.call('postings', { query });
    found.push(...postings);
    if (next === null) return found.toReversed();
    before = next;
  }
}
