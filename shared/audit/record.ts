/**
 * The audit log: one type, versioned, spelt here alone. A `decision` line is durable before
 * anything leaves; at most one `outcome` line with the same id tells what came of it; a `change`
 * line tells who did what to policy, accounts and terminals, and who read the audit log.
 * No field ever holds a detected value: URLs and typed text pass mask.ts first. Times are UTC.
 */
import { z } from 'zod';
import { actions, reasons } from '../policy/decision.ts';
import { postingRecordSchema, postingResultSchema, uploadRecordSchema } from './content-record.ts';

const at = z.iso.datetime({ offset: false, precision: 3 });

/** Who: user and unit as bound at enrolment (`declared`), or nobody (`none`). */
export const whoSchema = z.object({
  user: z.string().nullable(),
  unit: z.string().nullable(),
  identity: z.enum(['declared', 'none']),
});
export type Who = z.infer<typeof whoSchema>;

/** A destination as it is kept: no query, no fragment, no user info; the path masked. */
export const recordedDestinationSchema = z.object({
  scheme: z.string(),
  host: z.string(),
  port: z.number().int().min(0).max(65535),
  /** null where only the host was seen (an unread tunnel). */
  path: z.string().nullable(),
});
export type RecordedDestination = z.infer<typeof recordedDestinationSchema>;

/** The `address` of a name that only the proxy above this one could look up. */
export const uncheckedAddress = 'unchecked';

export const decisionRecordSchema = z.object({
  v: z.literal(1),
  type: z.literal('decision'),
  id: z.string(),
  at,
  source: z.enum(['proxy', 'extension']),
  /** `upload`: the guard asked before a file or text left; a request that carries content is a `request`. */
  act: z.enum(['connect', 'request', 'upgrade', 'navigate', 'upload']),
  who: whoSchema,
  destination: recordedDestinationSchema.nullable(),
  method: z.string().nullable(),
  /** Host of the page that asked, where the browser tells it. */
  initiator: z.string().nullable(),
  /** An entry that asks who wants it counted, though nobody could tell. */
  initiatorUnseen: z.literal(true).optional(),
  action: z.enum(actions),
  would: z.enum(actions).nullable(),
  reason: z.enum(reasons),
  rule: z.string().nullable(),
  clause: z.string().nullable(),
  mode: z.enum(['observe', 'enforce']).nullable(),
  revision: z.number().int().nullable(),
  /**
   * The address that was checked and connected to; null before or without resolution. Where the
   * policy has an `upstream`, the address that was checked, or `unchecked`.
   */
  address: z.string().nullable(),
  handling: z.enum(['tunnel', 'intercept', 'forward', 'refuse']).nullable(),
  /** What was looked at; absent where nothing was. */
  upload: uploadRecordSchema.optional(),
  /** The postings that the request holds; absent where it holds none. */
  postings: z.array(postingRecordSchema).max(100).optional(),
});
export type DecisionRecord = z.infer<typeof decisionRecordSchema>;

export const outcomeRecordSchema = z.object({
  v: z.literal(1),
  type: z.literal('outcome'),
  id: z.string(),
  at,
  /** `closed` ended in order; else the code of statuses.ts, e.g. `destination-not-found`; `unknown` after a crash. */
  end: z.string(),
  /** What the person was answered; where `end` is the refusal of the proxy above this one, its own status. */
  status: z.number().int().nullable(),
  bytesUp: z.number().int().nonnegative(),
  bytesDown: z.number().int().nonnegative(),
  durationMs: z.number().int().nonnegative(),
  /** What became of the postings, in their order; absent where there were none. */
  postings: z.array(postingResultSchema).max(100).optional(),
});
export type OutcomeRecord = z.infer<typeof outcomeRecordSchema>;

export const changeActs = [
  'sign-in',
  'sign-in-failed',
  'sign-out',
  'account-created',
  'account-changed',
  'password-changed',
  'password-link-made',
  'policy-published',
  'policy-publish-refused',
  'policy-proposed',
  'policy-signed',
  'policy-returned',
  'policy-withdrawn',
  'access-requested',
  'access-granted',
  'access-declined',
  'access-extended',
  'audit-read',
  'audit-exported',
  'terminal-joined',
  'person-enrolled',
  'enrolment-refused',
  'person-switched',
  'warning-acknowledged',
  'copy-made',
  'upload-approval-asked',
  'upload-approved',
  'upload-sent-back',
  'posting-reviewed',
  'register-edited',
  'notification-failed',
  'notification-tested',
  'disaster-thrown',
  'disaster-ended',
  'posting-commented',
  'correction-ordered',
  'correction-done',
  'posting-found',
  'posting-came-later',
  'posting-gone',
  'posting-back',
  'import-asked',
  'import-failed',
  'draft-written',
  'draft-revised',
  'draft-approved',
  'draft-sent-back',
  'draft-withdrawn',
  'link-refused',
  'hub-refused',
  'policy-applied',
  'policy-refused',
  'feed-updated',
  'feed-failed',
  'document-registered',
  'document-removed',
] as const;

export const changeRecordSchema = z.object({
  v: z.literal(1),
  type: z.literal('change'),
  id: z.string(),
  at,
  act: z.enum(changeActs),
  /** The account or user who did it; null where nobody is known yet. */
  actor: z.string().nullable(),
  /** What it was done to: an account, a revision, a request, a terminal. */
  subject: z.string().nullable(),
  /** Masked words on what changed; never a secret, never a detected value. */
  detail: z.string().nullable(),
  /** The decision that this belongs to (a request for access names the refused one). */
  decision: z.string().nullable(),
});
export type ChangeRecord = z.infer<typeof changeRecordSchema>;

export const auditRecordSchema = z.discriminatedUnion('type', [
  decisionRecordSchema,
  outcomeRecordSchema,
  changeRecordSchema,
]);
export type AuditRecord = z.infer<typeof auditRecordSchema>;

/**
 * A record in its place in a terminal's log. `hash` is the SHA-256 (hex) over the previous hash,
 * the sequence number, the terminal and the record's exact JSON (chain.ts). `seq` starts at 1.
 */
export const storedRecordSchema = z.object({
  terminal: z.string(),
  seq: z.number().int().positive(),
  previous: z.string(),
  hash: z.string(),
  record: auditRecordSchema,
});
export type StoredRecord = z.infer<typeof storedRecordSchema>;
