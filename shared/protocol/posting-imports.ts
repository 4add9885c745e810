/** How the hub reads accounts' own posts. SNS managers see the services that the policy names them for. */
import { z } from 'zod';
import type { FeedFailure } from '../destination/feeds/feed-words.ts';
import { importSources } from '../policy/import-schema.ts';

/** Those of a feed, and: what came is no list of posts. */
export type ImportFailure = FeedFailure | 'no-posts';

/** What came of reading a list. */
export const importOutcomeSchema = z.object({
  failure: z.string().nullable(),
  pages: z.number().int(),
  /** Posts in the list. */
  read: z.number().int(),
  /** Found outside, and in the posting log now. */
  found: z.number().int(),
  /** Not there any more; there again. */
  gone: z.number().int(),
  back: z.number().int(),
  /** It goes on behind what was read. */
  isCut: z.boolean(),
});
export type ImportOutcome = z.infer<typeof importOutcomeSchema>;

const shownImportSchema = z.object({
  service: z.string(),
  title: z.string(),
  account: z.string(),
  from: z.enum(importSources),
  url: z.string(),
  every: z.string(),
  /** Posts before it are left alone; null: not read yet. */
  since: z.string().nullable(),
  checkedAt: z.string().nullable(),
  /** Words: Japanese, then English. */
  failure: z
    .object({ code: z.string(), message: z.string(), cure: z.string(), since: z.string() })
    .nullable(),
  /** How many stand in the log and wait for a review. */
  open: z.number().int(),
  /** Whether who asks may have it read now. */
  mayRead: z.boolean(),
});

export const postingImportCalls = {
  postingImports: {
    method: 'GET',
    path: '/api/postings/imports',
    answer: z.object({ imports: z.array(shownImportSchema) }),
  },
  /** Reads all pages of one at once. */
  readImport: {
    method: 'POST',
    path: '/api/postings/imports/read',
    body: z.object({ service: z.string().max(63), account: z.string().max(300) }),
    answer: z.object({ import: shownImportSchema, outcome: importOutcomeSchema }),
  },
} as const;
