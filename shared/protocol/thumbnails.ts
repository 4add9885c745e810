/** Thumbnails of the pictures of postings, from the terminal that saw them to the posting log. */
import { z } from 'zod';

/** Bytes: what a terminal makes has less than half. */
export const mostThumbnailBytes = 64_000;

export const thumbnailBodySchema = z.strictObject({
  /** Keyed by the terminal: that of the attachment in its records. */
  digest: z.string().regex(/^[0-9a-f]{32}$/),
  /** The file in Base64. */
  jpeg: z.base64().max(Math.ceil(mostThumbnailBytes / 3) * 4),
});
export type ThumbnailBody = z.infer<typeof thumbnailBodySchema>;

export const thumbnailAnswerSchema = z.object({
  /** false: the policy of now keeps none, or this terminal has sent too many today. */
  kept: z.boolean(),
});

/**
 * What there is to see of an attachment. `not-a-picture`; `kept`; or why there is none: `off` (the
 * policy keeps none), `not-sent` (it was stopped), `found` (something was found in it, or it could
 * not be looked at wholly), `over` (past its time), `none` (not known: it could not be made, its
 * bytes were not seen, or it has not come yet).
 */
export const thumbnailStates = [
  'not-a-picture',
  'kept',
  'off',
  'not-sent',
  'found',
  'over',
  'none',
] as const;
export type ThumbnailState = (typeof thumbnailStates)[number];
