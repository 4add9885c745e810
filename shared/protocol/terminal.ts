/**
 * Messages between a terminal (its proxy) and the hub. All but `join` carry
 * `Authorization: Bearer <terminal token>`; the hub answers a terminal with its own things only.
 *   POST /terminal/v1/join                 joinBody → joinAnswer
 *   GET  /terminal/v1/bundle?have=N&wait=S  SignedBundle, or 204 after S seconds (≤ 25) without a newer one
 *        Also a bundle of the same revision that was signed again: to those that send `&fresh=` (the
 *        manifest's `fresh` that they have) where it is later, else once after each signing.
 *        A snapshot of a feed that changed comes the same way: signed again, with another hash.
 *   GET  /terminal/v1/feeds/:hash          the bytes of a snapshot that the current bundle names
 *   GET  /terminal/v1/registered/:hash     the fingerprints of the registered documents that the bundle names
 *   GET  /terminal/v1/registered-secret    registeredSecret: what they were made with
 *   POST /terminal/v1/records              recordsBody → recordsAnswer
 *   POST /terminal/v1/heartbeat            heartbeatBody → heartbeatAnswer
 *   POST /terminal/v1/access-requests      accessRequestBody → AccessRequest
 *   GET  /terminal/v1/access-requests?user=U → { requests: AccessRequest[] } (last 30 days)
 */
import { z } from 'zod';
import { storedRecordSchema } from '../audit/record.ts';
import { publicKeySchema } from './link.ts';

export const joinBodySchema = z.object({
  /** The hub's join token: made by the hub, carried to the terminal by whoever installs it. */
  token: z.string().max(200),
  name: z.string().min(1).max(100),
});
export const joinAnswerSchema = z.object({
  terminal: z.string(),
  token: z.string(),
  /** The root key that the terminal pins; it signs the publishing keys. */
  rootKey: publicKeySchema,
});

/** At most 500 records, in order of seq, without a gap to what the hub has. */
export const recordsBodySchema = z.object({ records: z.array(storedRecordSchema).max(500) });
/** The hub has everything up to this sequence number, durably. A gap is answered with what it has. */
export const recordsAnswerSchema = z.object({ upTo: z.number().int().nonnegative() });

export const heartbeatBodySchema = z.object({
  revision: z.number().int().nullable(),
  version: z.string().max(50),
  waiting: z.number().int().nonnegative(),
  /** Enrolled people, for the console's list of terminals. */
  people: z.array(z.string().max(100)).max(100),
  /** Lists that work without the snapshot that the bundle names for their feed. */
  missingFeeds: z.array(z.string().max(63)).max(1000).optional(),
  /** It has not got the fingerprints that the bundle names for the registered documents. */
  missingRegistered: z.boolean().optional(),
});
/** 32 bytes. */
export const registeredSecretSchema = z.object({ secret: z.base64url().length(43) });
export const heartbeatAnswerSchema = z.object({
  time: z.string(),
  revision: z.number().int().nullable(),
});

export const accessRequestBodySchema = z.object({
  decision: z.string().max(40),
  url: z.string().max(8192),
  page: z.string().max(8192).nullable(),
  reason: z.string().min(1).max(1000),
  user: z.string().max(100).nullable(),
  unit: z.string().max(100).nullable(),
});
