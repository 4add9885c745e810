/**
 * The hub's console API (127.0.0.1:8600/api/…): JSON, session cookie, same origin only.
 * Errors are `{ error: { code, message, fields? } }`: `message` a Japanese sentence with the cure,
 * `fields` says it per form field. Roles: see proxy/hub/roles.ts (one table for all routes).
 */
import { z } from 'zod';
import { actions } from '../policy/decision.ts';
import { listSchema } from '../policy/schema.ts';
import { accountCalls } from './accounts.ts';
import { disasterCalls } from './disasters.ts';
import { documentCalls } from './documents.ts';
import { draftCalls } from './drafts.ts';
import { explainedRecordSchema, explainedSchema } from './explained.ts';
import { feedCalls, shownFeedSchema } from './feeds.ts';
import { accessRequestSchema } from './link.ts';
import { notificationCalls } from './notifications.ts';
import { overviewCalls } from './overview.ts';
import {
  changeSchema,
  differenceSchema,
  keyedEntrySchema,
  problemSchema,
  suggestAs,
} from './policy-change.ts';
import { policyTestCalls } from './policy-tests.ts';
import { postingImportCalls } from './posting-imports.ts';
import { postingNoteCalls } from './posting-notes.ts';
import { postingReportCalls } from './posting-report.ts';
import { postingCalls, reviewSchema } from './postings.ts';
import { proposalCalls, signatureSchema } from './proposals.ts';
import { recogniseCalls } from './recognise.ts';
import { recordFilterSchema, recordRowSchema } from './record-filter.ts';
import { registerCalls } from './register.ts';
import { replayCalls } from './replay.ts';
import { uploadApprovalCalls } from './upload-approvals.ts';
import { uploadCalls } from './uploads.ts';
import { wantedCalls } from './wanted.ts';

const listSummary = listSchema.omit({ entries: true }).extend({
  entries: z.number().int(),
  expiring: z.number().int(),
  /** null for a list without a feed. */
  feedState: shownFeedSchema.nullable(),
});

const publishedFields = {
  revision: z.number().int(),
  published: z.string(),
  by: z.string(),
  note: z.string(),
};

/** Of a revision: the proposal that it was, and who signed it; null and none where one person published. */
const signed = {
  proposal: z.number().int().nullable(),
  signatures: z.array(signatureSchema),
};

/** method, path, body, answer (200 unless said). Query parameters are given as `query`. */
export const consoleCalls = {
  ...accountCalls,
  ...uploadCalls,
  ...postingCalls,
  ...postingReportCalls,
  ...disasterCalls,
  ...notificationCalls,
  ...overviewCalls,
  ...postingNoteCalls,
  ...postingImportCalls,
  ...recogniseCalls,
  ...registerCalls,
  ...feedCalls,
  ...documentCalls,
  ...wantedCalls,
  ...uploadApprovalCalls,
  ...draftCalls,
  ...replayCalls,
  ...policyTestCalls,
  ...proposalCalls,
  policy: {
    method: 'GET',
    path: '/api/policy',
    answer: z.object({ ...publishedFields, yaml: z.string() }),
  },
  revisions: {
    method: 'GET',
    path: '/api/revisions',
    answer: z.object({
      revisions: z.array(z.object({ ...publishedFields, ...signed })),
    }),
  },
  /** One revision, and what it changed; `difference` is null for the first one. */
  revision: {
    method: 'GET',
    path: '/api/revisions/:id',
    answer: z.object({
      ...publishedFields,
      ...signed,
      yaml: z.string(),
      difference: differenceSchema.nullable(),
    }),
  },
  lists: {
    method: 'GET',
    path: '/api/lists',
    answer: z.object({
      revision: z.number().int(),
      default: z.enum(actions),
      lists: z.array(listSummary),
      units: z.array(z.string()),
      users: z.array(z.object({ id: z.string(), name: z.string(), unit: z.string().nullable() })),
    }),
  },
  list: {
    method: 'GET',
    path: '/api/lists/:id',
    answer: z.object({
      revision: z.number().int(),
      list: listSchema.omit({ entries: true }),
      entries: z.array(keyedEntrySchema),
      feedState: shownFeedSchema.nullable(),
    }),
  },
  suggest: {
    method: 'POST',
    path: '/api/policy/suggest',
    body: z.object({ text: z.string().max(500_000), as: z.enum(suggestAs) }),
    answer: z.object({
      lines: z.array(
        z.object({
          line: z.number().int(),
          input: z.string(),
          match: z.string().nullable(),
          problem: z.string().nullable(),
          already: z.string().nullable(),
          warning: z.string().nullable(),
        }),
      ),
    }),
  },
  check: {
    method: 'POST',
    path: '/api/policy/check',
    body: z.object({ base: z.number().int(), changes: z.array(changeSchema) }),
    answer: z.object({ problems: z.array(problemSchema), difference: differenceSchema }),
  },
  /** 409 `{ error, current, difference }` when `base` is no longer the current revision; 422 `{ error, problems }`. */
  publish: {
    method: 'POST',
    path: '/api/policy/publish',
    body: z.object({
      base: z.number().int(),
      changes: z.array(changeSchema).min(1),
      note: z.string().trim().min(1).max(500),
    }),
    answer: z.object({ revision: z.number().int(), difference: differenceSchema }),
  },
  test: {
    method: 'POST',
    path: '/api/policy/test',
    body: z.object({
      url: z.string().max(8192),
      user: z.string().nullable(),
      unit: z.string().nullable(),
      terminal: z.string().max(200).nullable().optional(),
      method: z.string().max(40).optional(),
      /** URL or host of the page that asks; null: opened by the person. */
      initiator: z.string().max(8192).nullable().optional(),
      at: z.string().nullable(),
      changes: z.array(changeSchema).optional(),
    }),
    answer: explainedSchema,
  },
  accessRequests: {
    method: 'GET',
    path: '/api/access-requests',
    query: z.object({ state: z.enum(['open', 'granted', 'declined', 'all']).default('open') }),
    answer: z.object({
      requests: z.array(
        accessRequestSchema.extend({
          /** The grant of it that waits for a signature. */
          proposal: z.number().int().nullable(),
        }),
      ),
    }),
  },
  grant: {
    method: 'POST',
    path: '/api/access-requests/:id/grant',
    body: z.object({
      for: z.enum(['person', 'unit', 'all']),
      as: z.enum(suggestAs),
      term: z.enum(['hour', 'until', 'good']),
      until: z.string().nullable(),
      word: z.string().max(500).nullable(),
      /** Open requests for the same host that the same entry answers. */
      also: z.array(z.string().max(40)).max(20).optional(),
    }),
    /** `revision` is null where it waits for a signature as `proposal`. */
    answer: z.object({
      request: accessRequestSchema,
      revision: z.number().int().nullable(),
      proposal: z.number().int().nullable(),
    }),
  },
  decline: {
    method: 'POST',
    path: '/api/access-requests/:id/decline',
    body: z.object({ word: z.string().trim().min(1).max(500) }),
    answer: z.object({ request: accessRequestSchema }),
  },
  /** Newest first; `before` is the `next` of the page before. */
  records: {
    method: 'GET',
    path: '/api/records',
    query: recordFilterSchema.extend({
      before: z.string().max(200).optional(),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    answer: z.object({ records: z.array(recordRowSchema), next: z.string().nullable() }),
  },
  /** By the id of a decision: why it came out so, on the revision that it was made on. */
  explainRecord: {
    method: 'GET',
    path: '/api/records/:id/why',
    answer: explainedRecordSchema,
  },
  /** `format=jsonl` or `csv` (BOM, CRLF, formulas neutralised): a download, oldest first. */
  exportRecords: {
    method: 'GET',
    path: '/api/records/export',
    query: recordFilterSchema.extend({ format: z.enum(['jsonl', 'csv']) }),
    answer: z.never(),
  },
} as const;

export type ConsoleCall = keyof typeof consoleCalls;
/** Answered with a download instead of JSON. */
export type DownloadCall =
  | `export${'Records' | 'Postings' | 'PostingReport'}`
  | 'draftPicture'
  | 'postingThumbnail';
export type ConsoleAnswer<C extends ConsoleCall> = z.infer<(typeof consoleCalls)[C]['answer']>;
export type ConsoleBody<C extends ConsoleCall> = (typeof consoleCalls)[C] extends {
  body: infer B extends z.ZodType;
}
  ? z.infer<B>
  : never;

export const consoleErrorSchema = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    fields: z.record(z.string(), z.string()).optional(),
  }),
  problems: z.array(problemSchema).optional(),
  current: z.number().int().optional(),
  difference: differenceSchema.optional(),
  /** With 409 `already-reviewed`: who was first. */
  reviewed: reviewSchema.optional(),
});
export type ConsoleError = z.infer<typeof consoleErrorSchema>;
