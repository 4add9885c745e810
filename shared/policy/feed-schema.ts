/** `feed`: a list whose names come from a file or an HTTPS address instead of `entries`. */
import { z } from 'zod';
import { feedFormats } from '../destination/feeds/feed-reader.ts';
import { duration } from './schema-parts.ts';

/** What a feed may have at most where the policy does not say: three times a million long names. */
export const defaultMaxBytes = 100_000_000;
export const defaultEvery = 'PT6H';

export const feedSchema = z.strictObject({
  /** Relative paths start at the folder of the policy file. */
  file: z.string().min(1).max(1000).optional(),
  url: z.string().min(1).max(2000).optional(),
  format: z.enum([...feedFormats, 'auto']).optional(),
  /** How often the address is asked. */
  every: duration.optional(),
  /** With fewer names than this the feed is taken for broken, and the one before stays. */
  minimum: z.int().min(1).max(10_000_000).optional(),
  maxBytes: z.int().min(1000).max(500_000_000).optional(),
  charset: z.enum(['utf-8', 'shift_jis', 'auto']).optional(),
  /** Of a CSV: the word in the header, or the number counted from 1. */
  column: z.union([z.int().min(1).max(1000), z.string().min(1).max(200)]).optional(),
  /** A plain name takes its sub-domains too. */
  subdomains: z.boolean().optional(),
});
export type Feed = z.infer<typeof feedSchema>;
