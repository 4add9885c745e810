/** What the console shows of a feed, and how it has one fetched. */
import { z } from 'zod';

/** Sentences stand in both languages: `日本語 / English`. */
const said = { message: z.string(), cure: z.string() };

export const shownFeedSchema = z.object({
  /** When the snapshot that counts came; null: none yet, the list says nothing. */
  fetchedAt: z.string().nullable(),
  checkedAt: z.string().nullable(),
  lines: z.number().int(),
  /** Names that count. */
  taken: z.number().int(),
  notTaken: z.number().int(),
  /** The first lines that were not taken; `text` is masked, and anybody's. */
  problems: z.array(z.object({ line: z.number().int(), text: z.string(), ...said })),
  /** SHA-256 of the snapshot. */
  snapshot: z.string().nullable(),
  /** Why the latest one was not taken, and since when. */
  failure: z.object({ since: z.string(), ...said }).nullable(),
  /** Terminals that said in the last minutes that they work without this snapshot. */
  missingAt: z.number().int(),
});
export type ShownFeed = z.infer<typeof shownFeedSchema>;

export const feedCalls = {
  /** Answers when it has been fetched, or has failed: the answer says which. */
  fetchFeed: { method: 'POST', path: '/api/lists/:id/fetch', answer: shownFeedSchema },
} as const;
