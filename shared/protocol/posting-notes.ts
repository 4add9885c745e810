/**
 * The calls of consoleCalls (console.ts) about what people say of a posting afterwards: the queue of
 * reviews, orders to correct, comments. Whoever may review may say it; all of it is recorded.
 */
import { z } from 'zod';

export const correctionSchema = z.object({
  number: z.number().int(),
  at: z.string(),
  by: z.string(),
  reason: z.string(),
  /** In Japan; the order is overdue when that day is over. */
  due: z.string(),
  state: z.enum(['open', 'overdue', 'done']),
  /** An edit or deletion of the post has left since. */
  changed: z.boolean(),
  /** Said by hand. */
  done: z.object({ at: z.string(), by: z.string(), word: z.string() }).nullable(),
});
export type Correction = z.infer<typeof correctionSchema>;

export const commentSchema = z.object({
  number: z.number().int(),
  at: z.string(),
  by: z.string(),
  text: z.string(),
});
export type Comment = z.infer<typeof commentSchema>;

const word = z.string().trim().min(1).max(500);
const corrections = z.object({ corrections: z.array(correctionSchema) });

export const postingNoteCalls = {
  /** What waits for a review, the first due first, at most 200; without texts, so not recorded. */
  reviewQueue: {
    method: 'GET',
    path: '/api/postings/queue',
    answer: z.object({
      waiting: z.array(
        z.object({ id: z.string(), due: z.string(), state: z.enum(['open', 'overdue']) }),
      ),
      /** All of them. */
      open: z.number().int(),
      overdue: z.number().int(),
      corrections: z.object({ open: z.number().int(), overdue: z.number().int() }),
    }),
  },
  /** 409 `correction-open` where one is open already. */
  orderCorrection: {
    method: 'POST',
    path: '/api/postings/:id/corrections',
    body: z.object({ reason: word, due: z.iso.date() }),
    answer: corrections,
  },
  /** 409 `correction-ended` where it is done already. */
  endCorrection: {
    method: 'POST',
    path: '/api/postings/:id/corrections/end',
    body: z.object({ number: z.number().int(), word }),
    answer: corrections,
  },
  commentPosting: {
    method: 'POST',
    path: '/api/postings/:id/comments',
    body: z.object({ text: word }),
    answer: z.object({ comments: z.array(commentSchema) }),
  },
} as const;
