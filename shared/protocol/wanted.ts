/** What people and their pages wanted and did not get: what a request would open, and what lists lack. */
import { z } from 'zod';
import { accessRequestSchema } from './link.ts';
import { keyedEntrySchema, suggestAs } from './policy-change.ts';

/** An entry that ends soon, or has ended. */
export const expiringSchema = z.object({
  list: z.string(),
  match: z.string(),
  until: z.string(),
  /** As the list holds it. */
  entry: keyedEntrySchema,
  /** The request that it was made for; null where none was. */
  request: z.string().nullable(),
  /** As long again as it was made for: what "extend" proposes. ISO with offset, or a date. */
  proposed: z.string(),
});

const counted = z.object({ name: z.string(), count: z.number().int() });

/** What an entry of one shape would open. */
export const openingShapeSchema = z.object({
  as: z.enum(suggestAs),
  match: z.string().nullable(),
  /** Why no entry of this shape can be made. */
  problem: z.string().nullable(),
  /** The entry that would still stop it. */
  loses: z.string().nullable(),
  /** Recorded refusals that it would have let through, how many people met them, and where. */
  refusals: z.number().int(),
  people: z.number().int(),
  users: z.array(counted),
  hosts: z.array(counted),
  /** Refusals of which only the host is on record: of a page nobody can tell. */
  unseen: z.number().int(),
});
export type OpeningShape = z.infer<typeof openingShapeSchema>;

export const openingSchema = z.object({
  days: z.number().int(),
  /** The public suffix that the host is; null where somebody registered it. */
  suffix: z.string().nullable(),
  /** The name that the host looks like; null where it looks like none. */
  lookAlike: z.string().nullable(),
  /** Entries of block lists that name it. */
  blockedBy: z.array(z.string()),
  shapes: z.array(openingShapeSchema),
});

export const wantedCalls = {
  /** What granting the request would open, by the records of the last days. */
  opening: {
    method: 'GET',
    path: '/api/access-requests/:id/opening',
    answer: openingSchema,
  },
  /** Moves the end of an exception; it publishes at once, as granting does. */
  extend: {
    method: 'POST',
    path: '/api/access-requests/:id/extend',
    body: z.object({ until: z.string().max(40) }),
    answer: z.object({ request: accessRequestSchema, revision: z.number().int() }),
  },
} as const;
