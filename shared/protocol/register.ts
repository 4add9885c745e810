/** The register of postings in the console: each service with its rules, what is missing, its history and edits. */
import { z } from 'zod';
import { feedFailures } from '../destination/feeds/feed-words.ts';
import { actions } from '../policy/decision.ts';
import { postingRuleSchema } from '../policy/posting-schema.ts';
import { gapKinds } from '../policy/register-gaps.ts';
import { openableFields } from '../policy/register-schema.ts';

/** What administrators change besides. */
export const registerFields = [
  ...openableFields,
  'responsible',
  'opened',
  'pictureMetadata',
] as const;
export type RegisterField = (typeof registerFields)[number];

const gapSchema = z.object({
  kind: z.enum(gapKinds),
  /** The key that it is about. */
  field: z.string(),
  account: z.string().nullable(),
  subject: z.string().nullable(),
  /** Nobody wrote it yet; else something is over, overdue or wrong. */
  onlyMissing: z.boolean(),
});
export type ShownGap = z.infer<typeof gapSchema>;

export const registeredServiceSchema = z.object({
  service: z.string(),
  title: z.string(),
  rule: postingRuleSchema.omit({ requests: true }),
  /** What counts, also where nothing is written. */
  effective: z.object({
    approval: z.enum(['before', 'after', 'none']),
    reviewWithin: z.string(),
    outsideHours: z.string(),
    topicMissing: z.string(),
    shorteners: z.string(),
    pictureMetadata: z.enum(actions),
    findings: z.array(z.string()),
    level: z.string(),
    clause: z.string(),
  }),
  gaps: z.array(gapSchema),
  /** Accounts that publish nothing now. */
  suspendedNow: z.array(z.string()),
  /** What the caller may change. */
  mayEdit: z.array(z.enum(registerFields)),
});
export type RegisteredService = z.infer<typeof registeredServiceSchema>;

export const registerChangeSchema = z.object({
  revision: z.number().int(),
  at: z.string(),
  by: z.string(),
  note: z.string(),
  /** null: the service's own. */
  account: z.string().nullable(),
  /** A key of the rule or account; `service`, `account`: it came or went. */
  field: z.string(),
  /** JSON; null: nothing. */
  before: z.string().nullable(),
  after: z.string().nullable(),
});
export type RegisterChange = z.infer<typeof registerChangeSchema>;

export const registerEditSchema = z.object({
  field: z.enum(registerFields),
  /** As the rule names it; null: the service's. */
  account: z.string().max(500).nullable(),
  /** null takes it out. What it may be is the field's own schema. */
  value: z.unknown(),
});
export type RegisterEdit = z.infer<typeof registerEditSchema>;

export const registerCalls = {
  register: {
    method: 'GET',
    path: '/api/register',
    answer: z.object({
      revision: z.number().int(),
      organization: z.string(),
      contact: z.object({ title: z.string(), phone: z.string().optional() }).nullable(),
      /** The present day in Japan. */
      today: z.string(),
      services: z.array(registeredServiceSchema),
      people: z.array(z.object({ id: z.string(), name: z.string(), unit: z.string().nullable() })),
    }),
  },
  registerHistory: {
    method: 'GET',
    path: '/api/register/:id/history',
    /** Newest first, at most 500. */
    answer: z.object({ changes: z.array(registerChangeSchema) }),
  },
  /** Takes effect as a revision of its own, or becomes a proposal where an administrator's change takes signatures. */
  editRegister: {
    method: 'POST',
    path: '/api/register/:id/edit',
    body: z.object({
      base: z.number().int(),
      edits: z.array(registerEditSchema).min(1).max(50),
      note: z.string().trim().max(500).default(''),
    }),
    answer: z.object({
      revision: z.number().int().nullable(),
      proposal: z.number().int().nullable(),
    }),
  },
  /**
   * Fetches the terms and compares them. What is as before, or there for the first time, is noted
   * as checked today; what changed only when the caller says that this very text was read.
   */
  checkTerms: {
    method: 'POST',
    path: '/api/register/:id/terms',
    body: z.object({ read: z.string().max(100).nullable().default(null) }),
    answer: z.discriminatedUnion('state', [
      z.object({
        state: z.enum(['first', 'same', 'read']),
        hash: z.string(),
        revision: z.number().int().nullable(),
        proposal: z.number().int().nullable(),
      }),
      z.object({ state: z.literal('changed'), hash: z.string() }),
      z.object({ state: z.literal('failed'), failure: z.enum(feedFailures), message: z.string() }),
    ]),
  },
} as const;
