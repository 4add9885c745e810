/** What people and their pages wanted and did not get: what a request would open, and what lists lack. */
import { z } from 'zod';
import { proposalFlags, proposalKinds } from '../policy/propose-list.ts';
import { accessRequestSchema } from './link.ts';
import { keyedEntrySchema, suggestAs } from './policy-change.ts';

/** An entry that ends soon, or has ended. */
export const expiringSchema = z.object({
  list: z.string(),
  match: z.string(),
  until: z.string(),
  /** Milliseconds from now to its end, by the hub's clock; not above 0 once it is over. */
  left: z.number(),
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

const hostCount = z.object({ host: z.string(), count: z.number().int() });

/** A host that pages of a site wanted. */
export const wantedHostSchema = z.object({
  host: z.string(),
  port: z.number().int(),
  /** The entry that opens it; null where its name was masked. */
  match: z.string().nullable(),
  count: z.number().int(),
  people: z.number().int(),
  users: z.array(z.string()),
  last: z.string(),
  /** The entry that stops it; null where no entry speaks of it. */
  blockedBy: z.string().nullable(),
});
export type WantedByPage = z.infer<typeof wantedHostSchema>;

const proposalSchema = z.object({
  kind: z.enum(proposalKinds),
  match: z.string(),
  initiators: z.array(z.string()),
  flags: z.array(z.enum(proposalFlags)),
  looksLike: z.string().nullable(),
  chosen: z.boolean(),
  hosts: z.array(counted),
  hostCount: z.number().int(),
  users: z.array(z.string()),
  people: z.number().int(),
  units: z.array(z.string()),
  count: z.number().int(),
  navigated: z.number().int(),
  first: z.string(),
  last: z.string(),
});
export type ShownProposal = z.infer<typeof proposalSchema>;

const daysSchema = z.object({ days: z.coerce.number().int().min(1).max(92).default(7) });

export const wantedCalls = {
  /** Refused destinations by the page that wanted them, where that page itself is allowed. */
  wanted: {
    method: 'GET',
    path: '/api/wanted',
    query: daysSchema,
    answer: z.object({
      since: z.string(),
      sites: z.array(
        z.object({
          /** Host of the page. */
          site: z.string(),
          /** What an entry's `initiators` would name; null where nothing can. */
          initiator: z.string().nullable(),
          allowedBy: z.string(),
          count: z.number().int(),
          wanted: z.array(wantedHostSchema),
        }),
      ),
      /** Sites beyond those that are shown. */
      leftOff: z.number().int(),
      /** Refused, and nobody could see for which page. */
      unseen: z.array(hostCount),
    }),
  },
  /** What observing saw and no entry speaks of, as a list to choose from. */
  learning: {
    method: 'GET',
    path: '/api/learning',
    query: daysSchema,
    answer: z.object({
      since: z.string(),
      mode: z.enum(['observe', 'enforce']),
      decisions: z.number().int(),
      proposals: z.array(proposalSchema),
      /** Proposals beyond those that are shown. */
      leftOff: z.number().int(),
      /** Hosts that no entry can name. */
      leftOut: z.array(hostCount),
      /** Observed as well, and stopped by an entry: not proposed. */
      stopped: z.array(hostCount.extend({ rule: z.string() })),
    }),
  },
  /** What granting the request would open, by the records of the last days. */
  opening: {
    method: 'GET',
    path: '/api/access-requests/:id/opening',
    answer: openingSchema,
  },
  /** Moves the end of an exception; it publishes at once or is proposed, as granting does. */
  extend: {
    method: 'POST',
    path: '/api/access-requests/:id/extend',
    body: z.object({ until: z.string().max(40) }),
    answer: z.object({
      request: accessRequestSchema,
      /** null: it is proposed. */
      revision: z.number().int().nullable(),
      proposal: z.number().int().nullable(),
    }),
  },
} as const;
