/**
 * What the extension's own pages ask the background, and what it answers. Bodies are checked where
 * they arrive: a page is a page.
 */
import { z } from 'zod';
import { askedDraftSchema, draftPlaceSchema } from '../shared/protocol/drafts.ts';
import {
  accessRequestSchema,
  decisionSummarySchema,
  linkCalls,
  personSchema,
} from '../shared/protocol/link.ts';
import { listedApprovalSchema } from '../shared/protocol/upload-approvals.ts';

export const contactSchema = z.object({
  title: z.string(),
  phone: z.string().optional(),
  mail: z.string().optional(),
});
export type Contact = z.infer<typeof contactSchema>;

/** Why a page shows that nothing was decided at all. */
export const obstacles = ['proxy-down', 'no-credential', 'not-enrolled'] as const;
export type Obstacle = (typeof obstacles)[number];

/** A navigation that did not come through. `ref` is the decision's id, or a name of our own. */
export const stoppedSchema = z.object({
  ref: z.string(),
  url: z.string(),
  /** The page that the person came from. */
  page: z.string().nullable(),
  at: z.number(),
  obstacle: z.enum(obstacles).nullable(),
  decision: decisionSummarySchema.nullable(),
  /** How often this URL has been opened again by itself. */
  retries: z.number(),
  /** Of a page that is open: it is the page that goes on, not this. */
  part: z.boolean().optional(),
});
export type Stopped = z.infer<typeof stoppedSchema>;

const failure = z.object({ ok: z.literal(false), code: z.string(), message: z.string() });
const ref = z.object({ ref: z.string().max(100) });

export const messages = {
  /** Everything that the block page shows; null where the reference is not known any more. */
  stopped: {
    body: ref,
    answer: z
      .object({
        stopped: stoppedSchema,
        host: z.string(),
        list: z.object({ title: z.string(), reason: z.string() }).nullable(),
        contact: contactSchema.nullable(),
        /** null while the link does not answer. */
        requests: z.array(accessRequestSchema).nullable(),
        /** Why the link gave no credential, in its own words. */
        hindrance: z.string().nullable(),
        /** The URL would go through now. */
        passable: z.boolean(),
      })
      .nullable(),
  },
  'request-access': {
    body: ref.extend({
      url: z.string().max(8192),
      page: z.string().max(8192).nullable(),
      reason: z.string().max(1000),
    }),
    answer: z.union([z.object({ ok: z.literal(true), request: accessRequestSchema }), failure]),
  },
  /** Goes on from a warning, with the reason on record. */
  acknowledge: {
    body: ref.extend({ reason: z.string().max(500) }),
    answer: z.union([z.object({ ok: z.literal(true) }), failure]),
  },
  popup: {
    /** The tab that the person looks at. */
    body: z.object({ tab: z.number().int().nullable() }),
    answer: z.object({
      enrolled: z.boolean(),
      person: personSchema.nullable(),
      status: linkCalls.status.answer.nullable(),
      /** null while link or hub do not answer. */
      requests: z.array(accessRequestSchema).nullable(),
      people: z.array(personSchema),
      drafts: z.array(askedDraftSchema),
      /** Stopped uploads that were asked for. */
      approvals: z.array(listedApprovalSchema),
      places: z.array(draftPlaceSchema),
      contact: contactSchema.nullable(),
      hindrance: z.string().nullable(),
      /** What the tab's page wanted and did not get, most often first. */
      wanted: z.array(z.object({ host: z.string(), count: z.number(), ref: z.string() })),
      /** Entries for which the browser's own rules have no room: the proxy alone stops there. */
      withoutRoom: z.number(),
    }),
  },
  'write-draft': {
    body: linkCalls['write-draft'].body,
    answer: z.union([z.object({ ok: z.literal(true), draft: askedDraftSchema }), failure]),
  },
  'revise-draft': {
    body: linkCalls['revise-draft'].body,
    answer: z.union([z.object({ ok: z.literal(true), draft: askedDraftSchema }), failure]),
  },
  'withdraw-draft': {
    body: linkCalls['withdraw-draft'].body,
    answer: z.union([z.object({ ok: z.literal(true), draft: askedDraftSchema }), failure]),
  },
  /** Opens the form for a part of a page; `ref` is its refused decision. */
  'ask-for-part': { body: ref, answer: z.object({}) },
  'switch-person': {
    body: z.object({ user: z.string().max(100) }),
    answer: z.union([z.object({ ok: z.literal(true), person: personSchema }), failure]),
  },
  enrol: {
    body: z.object({ code: z.string().max(200) }),
    answer: z.union([z.object({ ok: z.literal(true), person: personSchema }), failure]),
  },
  /** Shows a decision of the popup's list in full. */
  'show-decision': { body: z.object({ id: z.string().max(40) }), answer: z.object({}) },
} as const;

export type MessageName = keyof typeof messages;
export type MessageBody<M extends MessageName> = z.infer<(typeof messages)[M]['body']>;
export type MessageAnswer<M extends MessageName> = z.infer<(typeof messages)[M]['answer']>;

export const envelopeSchema = z.object({
  name: z.enum(Object.keys(messages) as [MessageName, ...MessageName[]]),
  body: z.unknown(),
});
