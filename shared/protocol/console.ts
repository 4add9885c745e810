/**
 * The hub's console API (127.0.0.1:8600/api/…): JSON, session cookie, same origin only.
 * Errors are `{ error: { code, message, fields? } }`: `message` a Japanese sentence with the cure,
 * `fields` says it per form field. Roles: see proxy/hub/roles.ts (one table for all routes).
 */
import { z } from 'zod';
import { holdsLongNumber } from '../audit/mask.ts';
import { storedRecordSchema } from '../audit/record.ts';
import { actions, decisionSchema } from '../policy/decision.ts';
import { entryFieldsSchema, entrySchema, listSchema } from '../policy/schema.ts';
import { accessRequestSchema } from './link.ts';

export const roles = ['administrator', 'sns-manager', 'auditor', 'staff'] as const;
export type Role = (typeof roles)[number];

/** Names stand in the audit log, which never holds an Individual Number. */
const noLongNumber = {
  error:
    '12桁以上の番号は使えません。記録に残るためです / take no number of 12 digits or more: it would stand in the records',
};
const isNamable = (text: string | null) => text === null || !holdsLongNumber(text);
export const accountIdSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{1,62}$/)
  .refine(isNamable, noLongNumber);
const nameSchema = z.string().min(1).max(100).refine(isNamable, noLongNumber);
const accountUserSchema = z.string().max(100).nullable().refine(isNamable, noLongNumber);
export const passwordSchema = z.string().min(12).max(200);
export const accountSchema = z.object({
  id: accountIdSchema,
  name: z.string().min(1).max(100),
  role: z.enum(roles),
  /** The policy's user that this account belongs to, for a member of staff's own requests. */
  user: z.string().nullable(),
  disabled: z.boolean(),
  created: z.string(),
  lastSignIn: z.string().nullable(),
});
export type Account = z.infer<typeof accountSchema>;

/** One line of a list in the console. `key` names it (SHA-256 of its canonical JSON, 16 hex digits). */
export const keyedEntrySchema = entryFieldsSchema.extend({ key: z.string() });
export type KeyedEntry = z.infer<typeof keyedEntrySchema>;

export const changeSchema = z.discriminatedUnion('op', [
  z.object({
    op: z.literal('add-entries'),
    list: z.string(),
    entries: z.array(entrySchema).min(1).max(10_000),
  }),
  z.object({
    op: z.literal('update-entry'),
    list: z.string(),
    key: z.string(),
    entry: entryFieldsSchema,
  }),
  z.object({
    op: z.literal('remove-entries'),
    list: z.string(),
    keys: z.array(z.string()).min(1).max(10_000),
  }),
  z.object({ op: z.literal('add-list'), list: listSchema }),
  z.object({
    op: z.literal('update-list'),
    list: z.string(),
    fields: listSchema.omit({ id: true, entries: true }),
  }),
  z.object({ op: z.literal('remove-list'), list: z.string() }),
  /** The whole document, as typed in the YAML editor. */
  z.object({ op: z.literal('replace'), yaml: z.string().max(5_000_000) }),
]);
export type Change = z.infer<typeof changeSchema>;

export const problemSchema = z.object({
  severity: z.enum(['error', 'warning']),
  line: z.number().int().nullable(),
  path: z.string(),
  message: z.string(),
  cure: z.string(),
});
export type Problem = z.infer<typeof problemSchema>;

/** What a set of changes does, line by line. */
export const differenceSchema = z.object({
  lists: z.array(
    z.object({
      list: z.string(),
      title: z.string(),
      added: z.array(z.string()),
      removed: z.array(z.string()),
      changed: z.array(z.string()),
      /** Both states of each changed entry. */
      edits: z.array(z.object({ before: entryFieldsSchema, after: entryFieldsSchema })).optional(),
    }),
  ),
  /** Paths outside the lists that differ, e.g. `mode`, `zones.closed`. */
  other: z.array(z.string()),
});
export type Difference = z.infer<typeof differenceSchema>;

export const suggestAs = ['page', 'host', 'subdomains'] as const;

/** Filters of the audit log. Times are ISO UTC; `text` looks into host and path, user and rule. */
export const recordFilterSchema = z.object({
  type: z.enum(['decision', 'outcome', 'change']).optional(),
  action: z.enum(actions).optional(),
  reason: z.string().max(40).optional(),
  user: z.string().max(100).optional(),
  unit: z.string().max(100).optional(),
  terminal: z.string().max(100).optional(),
  host: z.string().max(300).optional(),
  act: z.string().max(40).optional(),
  id: z.string().max(40).optional(),
  text: z.string().max(200).optional(),
  since: z.iso.datetime().optional(),
  until: z.iso.datetime().optional(),
});
export type RecordFilter = z.infer<typeof recordFilterSchema>;

export const recordRowSchema = storedRecordSchema.omit({ previous: true, hash: true });
export type RecordRow = z.infer<typeof recordRowSchema>;

export const terminalSchema = z.object({
  id: z.string(),
  name: z.string(),
  joined: z.string(),
  lastSeen: z.string().nullable(),
  revision: z.number().int().nullable(),
  version: z.string().nullable(),
  waiting: z.number().int().nullable(),
  people: z.array(z.string()),
  /** `current`, `behind` (an older revision), `silent` (not seen for 5 minutes). */
  state: z.enum(['current', 'behind', 'silent']),
});
export type Terminal = z.infer<typeof terminalSchema>;

const listSummary = listSchema
  .omit({ entries: true })
  .extend({ entries: z.number().int(), expiring: z.number().int() });
const explained = decisionSchema.omit({ id: true }).extend({
  url: z.string(),
  host: z.string(),
  list: z.string().nullable(),
  owner: z.string().nullable(),
  listReason: z.string().nullable(),
  /** Every entry that matched, the winner first, with the step of the precedence that decided. */
  matched: z.array(
    z.object({ rule: z.string(), action: z.enum(actions), lostBy: z.string().nullable() }),
  ),
});

/** method, path, body, answer (200 unless said). Query parameters are given as `query`. */
export const consoleCalls = {
  session: {
    method: 'GET',
    path: '/api/session',
    answer: z.object({
      account: accountSchema,
      demonstration: z.boolean(),
      organization: z.string(),
    }),
  },
  signIn: {
    method: 'POST',
    path: '/api/session',
    body: z.object({ id: z.string().max(64), password: z.string().max(200) }),
    answer: z.object({ account: accountSchema }),
  },
  signOut: { method: 'DELETE', path: '/api/session', answer: z.object({}) },
  /** What a one-time link is for; 404 when it is used up or too old. */
  linkInfo: {
    method: 'POST',
    path: '/api/one-time-link',
    body: z.object({ token: z.string().max(200) }),
    answer: z.object({
      purpose: z.enum(['first-administrator', 'password']),
      account: accountSchema.nullable(),
      expires: z.string(),
    }),
  },
  /** Uses the one-time link: makes the first administrator, or sets a password. Signs in. */
  useLink: {
    method: 'POST',
    path: '/api/one-time-link/use',
    body: z.object({
      token: z.string().max(200),
      id: accountIdSchema.optional(),
      name: z.string().max(100).refine(isNamable, noLongNumber).optional(),
      password: passwordSchema,
    }),
    answer: z.object({ account: accountSchema }),
  },
  changePassword: {
    method: 'PUT',
    path: '/api/password',
    body: z.object({ current: z.string().max(200), next: passwordSchema }),
    answer: z.object({}),
  },
  accounts: {
    method: 'GET',
    path: '/api/accounts',
    answer: z.object({ accounts: z.array(accountSchema) }),
  },
  createAccount: {
    method: 'POST',
    path: '/api/accounts',
    body: z.object({
      id: accountIdSchema,
      name: nameSchema,
      role: z.enum(roles),
      user: accountUserSchema,
    }),
    answer: z.object({ account: accountSchema, link: z.string() }),
  },
  changeAccount: {
    method: 'PATCH',
    path: '/api/accounts/:id',
    body: z
      .object({
        name: nameSchema,
        role: z.enum(roles),
        user: accountUserSchema,
        disabled: z.boolean(),
      })
      .partial(),
    answer: z.object({ account: accountSchema }),
  },
  passwordLink: {
    method: 'POST',
    path: '/api/accounts/:id/link',
    body: z.object({}),
    answer: z.object({ link: z.string(), expires: z.string() }),
  },
  overview: {
    method: 'GET',
    path: '/api/overview',
    answer: z.object({
      since: z.string(),
      counts: z.object({ allow: z.number(), warn: z.number(), block: z.number() }),
      /** 24 hours, oldest first. */
      hours: z.array(
        z.object({ at: z.string(), allow: z.number(), warn: z.number(), block: z.number() }),
      ),
      refused: z.array(z.object({ host: z.string(), count: z.number(), users: z.number() })),
      terminals: z.array(terminalSchema),
      openRequests: z.number(),
      revision: z.number().int().nullable(),
      mode: z.enum(['observe', 'enforce']).nullable(),
      expiring: z.array(z.object({ list: z.string(), match: z.string(), until: z.string() })),
    }),
  },
  policy: {
    method: 'GET',
    path: '/api/policy',
    answer: z.object({
      revision: z.number().int(),
      published: z.string(),
      by: z.string(),
      note: z.string(),
      yaml: z.string(),
    }),
  },
  revisions: {
    method: 'GET',
    path: '/api/revisions',
    answer: z.object({
      revisions: z.array(
        z.object({
          revision: z.number().int(),
          published: z.string(),
          by: z.string(),
          note: z.string(),
        }),
      ),
    }),
  },
  /** One revision, and what it changed; `difference` is null for the first one. */
  revision: {
    method: 'GET',
    path: '/api/revisions/:id',
    answer: z.object({
      revision: z.number().int(),
      published: z.string(),
      by: z.string(),
      note: z.string(),
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
      at: z.string().nullable(),
      changes: z.array(changeSchema).optional(),
    }),
    answer: explained,
  },
  accessRequests: {
    method: 'GET',
    path: '/api/access-requests',
    query: z.object({ state: z.enum(['open', 'granted', 'declined', 'all']).default('open') }),
    answer: z.object({ requests: z.array(accessRequestSchema) }),
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
    }),
    answer: z.object({ request: accessRequestSchema, revision: z.number().int() }),
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
  /** `format=jsonl` or `csv` (BOM, CRLF, formulas neutralised): a download, oldest first. */
  exportRecords: {
    method: 'GET',
    path: '/api/records/export',
    query: recordFilterSchema.extend({ format: z.enum(['jsonl', 'csv']) }),
    answer: z.never(),
  },
  terminals: {
    method: 'GET',
    path: '/api/terminals',
    answer: z.object({ terminals: z.array(terminalSchema) }),
  },
} as const;

export type ConsoleCall = keyof typeof consoleCalls;
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
});
export type ConsoleError = z.infer<typeof consoleErrorSchema>;
