/**
 * The calls of consoleCalls (console.ts) about postings: one row for each posting of each decision.
 * SNS managers see the services that the policy names them for; the others see all.
 */
import { z } from 'zod';
import { postingRecordSchema, uploadRecordSchema } from '../audit/content-record.ts';
import { recordedDestinationSchema } from '../audit/record.ts';
import { actions } from '../policy/decision.ts';
import { acts } from '../posting/service.ts';
import { commentSchema, correctionSchema } from './posting-notes.ts';
import { thumbnailStates } from './thumbnails.ts';

/**
 * `open`: somebody has to look at it; `overdue`: and the day for that is over;
 * `disaster`: posted in a disaster, and to be confirmed; `warned`: warned of,
 * whether the person went on or not; `sent`: it left; `stopped`: it was blocked; `changed`: its post
 * was edited or deleted afterwards; `correction`: ordered and not done, also where it is overdue;
 * `outside`: it passed no terminal, and was found in the account's own list; `gone`: it stood in that
 * list and does not any more.
 */
export const postingStates = [
  'open',
  'overdue',
  'disaster',
  'reviewed',
  'sent',
  'warned',
  'stopped',
  'unknown-write',
  'changed',
  'correction',
  'correction-overdue',
  'correction-done',
  'outside',
  'gone',
] as const;
export type PostingState = (typeof postingStates)[number];

const date = z.iso.date();

/** Times are ISO UTC; `text` looks into the posting's text, its account and who posted it. */
export const postingFilterSchema = z.object({
  service: z.string().max(63).optional(),
  /** With or without its at sign, in any case. */
  account: z.string().max(300).optional(),
  user: z.string().max(100).optional(),
  act: z.enum(acts).optional(),
  state: z.enum(postingStates).optional(),
  text: z.string().max(200).optional(),
  since: z.iso.datetime().optional(),
  until: z.iso.datetime().optional(),
});
export type PostingFilter = z.infer<typeof postingFilterSchema>;

export const reviewSchema = z.object({
  /** `none`: nobody has to look at it. */
  state: z.enum(['none', 'open', 'overdue', 'reviewed']),
  /** By the policy of now; null where nobody has to look at it. */
  due: z.string().nullable(),
  by: z.string().nullable(),
  at: z.string().nullable(),
  note: z.string().nullable(),
});

export const postingRowSchema = postingRecordSchema
  .omit({ attachments: true, review: true })
  .extend({
    id: z.string(),
    /** What people call the service. */
    title: z.string(),
    /** The decision's reference. */
    decision: z.string(),
    at: z.string(),
    who: z.object({
      user: z.string().nullable(),
      name: z.string().nullable(),
      unit: z.string().nullable(),
    }),
    /** What it came to: it left, was stopped, stopped at a warning, or was found outside. */
    fate: z.enum(['sent', 'stopped', 'warned', 'outside']),
    /** In mode `observe`: what would have been done. */
    would: z.enum(actions).nullable(),
    attachments: z.number().int(),
    outcome: z.object({
      /** Whether the service took it; null: not known. */
      taken: z.boolean().nullable(),
      address: z.string().nullable(),
    }),
    review: reviewSchema,
    /** When the post was last edited, and deleted, by a posting that is in the log. */
    editedAt: z.string().nullable(),
    deletedAt: z.string().nullable(),
    /** When it was first missing in the account's own list, whoever took it away; null: it is there, or nobody looked. */
    goneAt: z.string().nullable(),
    /** Of the last order to correct it. */
    correction: correctionSchema.shape.state.nullable(),
  });
export type PostingRow = z.infer<typeof postingRowSchema>;

export const postingDetailSchema = postingRowSchema.extend({
  attached: postingRecordSchema.shape.attachments,
  /** For each of them. */
  thumbnails: z.array(z.enum(thumbnailStates)),
  clause: z.string().nullable(),
  destination: recordedDestinationSchema.nullable(),
  revision: z.number().int().nullable(),
  terminal: z.string(),
  seq: z.number().int(),
  /** What was looked at in the request that held it. */
  upload: uploadRecordSchema.nullable(),
  /** What the person wrote to go on from a warning. */
  acknowledged: z.object({ at: z.string(), reason: z.string().nullable() }).nullable(),
  /** Whether who asks may say that it was looked at. */
  mayReview: z.boolean(),
  /** What belongs to the same post, itself among it, oldest first. */
  thread: z.array(
    postingRowSchema
      .pick({ id: true, at: true, act: true, who: true, text: true, fate: true })
      .extend({
        taken: z.boolean().nullable(),
      }),
  ),
  /** Oldest first. */
  corrections: z.array(correctionSchema),
  comments: z.array(commentSchema),
});
export type PostingDetail = z.infer<typeof postingDetailSchema>;

const counts = { sent: z.number().int(), warned: z.number().int(), stopped: z.number().int() };

export const postingCalls = {
  /** Newest first; `before` is the `next` of the page before. */
  postings: {
    method: 'GET',
    path: '/api/postings',
    query: postingFilterSchema.extend({
      before: z.string().max(200).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    answer: z.object({
      postings: z.array(postingRowSchema),
      next: z.string().nullable(),
      /** What can be asked for by `service`. */
      services: z.array(z.object({ id: z.string(), title: z.string() })),
    }),
  },
  /** How many each day (in Japan), oldest first, also days without any; 30 days where not said. */
  postingDays: {
    method: 'GET',
    path: '/api/postings/days',
    query: z.object({
      since: date.optional(),
      /** Included. */
      until: date.optional(),
      service: z.string().max(63).optional(),
    }),
    answer: z.object({
      days: z.array(
        z.object({
          day: z.string(),
          ...counts,
          services: z.array(z.object({ service: z.string(), ...counts })),
        }),
      ),
      /** Of these days: national holidays. */
      holidays: z.array(z.string()),
      services: z.array(z.object({ id: z.string(), title: z.string() })),
    }),
  },
  /** `format=json` (an array), `jsonl` or `csv` (BOM, CRLF, formulas neutralised): a download, newest first. */
  exportPostings: {
    method: 'GET',
    path: '/api/postings/export',
    query: postingFilterSchema.extend({ format: z.enum(['json', 'jsonl', 'csv']) }),
    answer: z.never(),
  },
  posting: { method: 'GET', path: '/api/postings/:id', answer: postingDetailSchema },
  /** The bytes, as `image/jpeg`; `place` among `attached`. */
  postingThumbnail: {
    method: 'GET',
    path: '/api/postings/:id/thumbnail',
    query: z.object({ place: z.coerce.number().int().min(0).max(49) }),
    answer: z.never(),
  },
  /** 409 `already-reviewed` with `reviewed` where somebody was first. */
  reviewPosting: {
    method: 'POST',
    path: '/api/postings/:id/review',
    body: z.object({ note: z.string().trim().max(500) }),
    answer: z.object({ review: reviewSchema }),
  },
} as const;
