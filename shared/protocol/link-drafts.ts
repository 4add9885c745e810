/** What the link answers of drafts and topics: calls of linkCalls (link.ts). */
import { z } from 'zod';
import { differencePieceSchema } from '../posting/draft-difference.ts';
import { fileDifferences } from '../posting/match-draft.ts';
import { askedDraftSchema, draftActSchema, draftPlaceSchema, longestDraft } from './drafts.ts';

const topic = z.string().max(300).nullable();
const word = z.string().max(500).nullable();

/** Of a stopped posting, as long as the terminal remembers it: what its person may do. */
export const postedWaySchema = z.object({
  /** Of the service; empty: any, and none. */
  topics: z.array(z.string()),
  /** A topic may be picked, and the posting sent again. */
  mayPick: z.boolean(),
  /** It may be sent for approval. */
  maySend: z.boolean(),
  /** To what was approved, where that is near: approved first, then as it was sent; both masked. */
  difference: z
    .object({ text: z.array(differencePieceSchema), files: z.enum(fileDifferences) })
    .nullable(),
  /** The draft that is meant, or that was made of it. */
  draft: askedDraftSchema.nullable(),
});
export type PostedWay = z.infer<typeof postedWaySchema>;

export const draftLinkCalls = {
  /** The person's drafts, newest first, and where they may write one. */
  drafts: {
    body: z.object({}),
    answer: z.object({
      drafts: z.array(askedDraftSchema),
      places: z.array(draftPlaceSchema),
    }),
  },
  /** A stopped posting becomes a draft. */
  'send-draft': {
    body: z.object({ decision: z.string().max(40), topic, word }),
    answer: askedDraftSchema,
  },
  /** One that the person wrote; without pictures. */
  'write-draft': {
    body: z.object({
      service: z.string().max(63),
      account: z.string().max(300),
      act: draftActSchema,
      replyTo: z.string().max(2000).nullable(),
      topic,
      text: z.string().min(1).max(longestDraft),
      word,
    }),
    answer: askedDraftSchema,
  },
  /** One that is not posted yet: its text. */
  'revise-draft': {
    body: z.object({ draft: z.string().max(40), text: z.string().min(1).max(longestDraft), word }),
    answer: askedDraftSchema,
  },
  'withdraw-draft': { body: z.object({ draft: z.string().max(40) }), answer: askedDraftSchema },
  /** For a stopped posting: it counts for the same once more within ten minutes. */
  'pick-topic': {
    body: z.object({ decision: z.string().max(40), topic: z.string().min(1).max(300) }),
    answer: z.object({ until: z.string() }),
  },
} as const;
