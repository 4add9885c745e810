/**
 * Messages between the extension and the proxy's link (127.0.0.1:3129). Every call is
 * `POST /v1/<name>` with a JSON body and an Authorization header:
 *   enroll      `Sekisho-Code <one-time code>`
 *   credential  `Sekisho-Key <enrolment>.<at ms>.<nonce>.<signature base64url>`: ECDSA P-256 SHA-256
 *               by the key that cannot be exported, over `credentialStatement(...)`
 *   the rest    `Bearer <token of the last credential>`
 * `inspect` alone takes bytes: application/octet-stream, and what they are in `Sekisho-Upload`.
 * Errors are `{ error: { code, message } }` with 400, 401, 403, 404, 405, 413, 415, 421, 429, 500
 * or 503; the codes are in proxy/link/refusal.ts and docs/link.md.
 */
import { z } from 'zod';
import { postingRecordSchema, uploadRecordSchema } from '../audit/content-record.ts';
import { decisionSchema } from '../policy/decision.ts';
import { upstreamFailures } from '../policy/upstream-failure.ts';
import { draftLinkCalls, postedWaySchema } from './link-drafts.ts';
import { locks, longestPassword } from './lock.ts';
import { copyBodySchema, takeOutSchema } from './take-out.ts';
import { approvalLinkCalls, askedApprovalSchema } from './upload-approvals.ts';

export const personSchema = z.object({
  user: z.string(),
  name: z.string(),
  unit: z.string().nullable(),
});
export type Person = z.infer<typeof personSchema>;

/** A public key as JWK; only the members that P-256 and Ed25519 need. */
export const publicKeySchema = z.object({
  kty: z.enum(['EC', 'OKP']),
  crv: z.enum(['P-256', 'Ed25519']),
  x: z.string().max(100),
  y: z.string().max(100).optional(),
});
export type PublicKey = z.infer<typeof publicKeySchema>;

export const accessRequestStates = ['open', 'granted', 'declined'] as const;
/**
 * How a request stands at this moment. `waiting`: kept by the terminal until the hub answers.
 * `ending`: its exception ends soon. `withdrawn`: the exception was taken out before its end.
 */
export const requestStandings = [
  'waiting',
  'open',
  'granted',
  'ending',
  'ended',
  'withdrawn',
  'declined',
] as const;
export type RequestStanding = (typeof requestStandings)[number];

export const accessRequestSchema = z.object({
  id: z.string(),
  at: z.string(),
  /** The refused decision that it came from. */
  decision: z.string(),
  url: z.string(),
  page: z.string().nullable(),
  reason: z.string(),
  user: z.string().nullable(),
  unit: z.string().nullable(),
  terminal: z.string(),
  state: z.enum(accessRequestStates),
  answer: z
    .object({
      at: z.string(),
      by: z.string(),
      word: z.string().nullable(),
      until: z.string().nullable(),
    })
    .nullable(),
  /** Whoever answers says it, by the policy and the clock of then. */
  standing: z.enum(requestStandings).optional(),
});
export type AccessRequest = z.infer<typeof accessRequestSchema>;

/** What the block page and the popup show of one decision. */
export const decisionSummarySchema = decisionSchema.extend({
  at: z.string(),
  url: z.string(),
  host: z.string(),
  source: z.enum(['proxy', 'extension']),
  /** A warning that the person had acknowledged: it was let through. */
  acknowledged: z.boolean().optional(),
  /** It was let through, and the proxy above this one failed. */
  failure: z.enum(upstreamFailures).optional(),
  /** What was looked at. */
  upload: uploadRecordSchema.optional(),
  postings: z.array(postingRecordSchema).optional(),
  /** Keyed digests of the content that a warning holds: acknowledging it is good for these alone. */
  held: z.array(z.string()).optional(),
  /** Of a file with findings: whether a copy with masked values would go. */
  takeOut: takeOutSchema.optional(),
  /** Somebody may let it go: by which rule, and how the person's own request for that stands. */
  approval: z.object({ rule: z.string(), asked: askedApprovalSchema.nullable() }).optional(),
  posted: postedWaySchema.optional(),
});
export type DecisionSummary = z.infer<typeof decisionSummarySchema>;

/** Whether what was decided was stopped. */
export function wasStopped({ action, acknowledged }: DecisionSummary): boolean {
  return action !== 'allow' && !(action === 'warn' && acknowledged === true);
}

/** Stopped, or let through and failed in a way that the link can explain. */
export function isToBeShown(decision: DecisionSummary): boolean {
  return wasStopped(decision) || decision.failure !== undefined;
}

/** `payload` is the exact JSON text of a Projection, `signature` Ed25519 (base64url) over its UTF-8 bytes. */
export const signedProjectionSchema = z.object({ payload: z.string(), signature: z.string() });
export type SignedProjection = z.infer<typeof signedProjectionSchema>;

export const linkCalls = {
  enroll: {
    body: z.object({ publicKey: publicKeySchema }),
    answer: z.object({
      enrolment: z.string(),
      terminal: z.string(),
      person: personSchema,
      /** Ed25519: signs projections. */
      linkKey: publicKeySchema,
    }),
  },
  credential: {
    body: z.object({}),
    answer: z.object({
      username: z.string(),
      password: z.string(),
      token: z.string(),
      /** ISO, UTC: an hour from now; renew well before. */
      expires: z.string(),
      person: personSchema,
    }),
  },
  /**
   * Answers with a stream of JSON lines (WatchMessage); a beat at least every 15 s. It begins with
   * the projection where the caller has another revision, or another user's (`user`).
   */
  watch: {
    body: z.object({
      revision: z.number().int().nullable(),
      user: z.string().max(100).nullish(),
    }),
    answer: z.never(),
  },
  status: {
    body: z.object({}),
    answer: z.object({
      terminal: z.string(),
      person: personSchema,
      policy: z.object({
        revision: z.number().int().nullable(),
        mode: z.enum(['observe', 'enforce']).nullable(),
        state: z.enum(['fresh', 'stale', 'expired', 'none']),
        published: z.string().nullable(),
      }),
      proxy: z.object({ state: z.literal('running'), since: z.string() }),
      hub: z.object({
        state: z.enum(['connected', 'unreachable', 'never']),
        lastContact: z.string().nullable(),
        waiting: z.number().int(),
      }),
      decisions: z.array(decisionSummarySchema),
    }),
  },
  /** The latest decisions of this person for one host (newest first), or one by its id. */
  decisions: {
    body: z.union([
      z.object({ id: z.string() }),
      z.object({
        host: z.string(),
        port: z.number().int().optional(),
        withinMs: z.number().int().max(60_000),
      }),
    ]),
    answer: z.object({ decisions: z.array(decisionSummarySchema) }),
  },
  /** Decisions that the extension made itself (early, before the proxy saw anything). */
  report: {
    body: z.object({
      decisions: z
        .array(
          z.object({
            decision: decisionSchema,
            at: z.string(),
            url: z.string().max(8192),
            method: z.string().max(20).nullable(),
            initiator: z.string().max(300).nullable(),
            revision: z.number().int(),
            /** `request` where it is not given. */
            act: z.enum(['request', 'navigate', 'upgrade']).optional(),
          }),
        )
        .max(200),
    }),
    answer: z.object({ recorded: z.number().int() }),
  },
  'request-access': {
    body: z.object({
      decision: z.string().max(40),
      url: z.string().max(8192),
      page: z.string().max(8192).nullable(),
      reason: z.string().min(1).max(1000),
    }),
    answer: accessRequestSchema,
  },
  /**
   * The person goes on from a warning, and says why. `decision` is the refused one, which the link
   * has to know (of the gateway, or reported). Of a destination, host and port are open until
   * `until` (ISO, UTC); of content, it may leave once, from that page or to that destination, until then.
   */
  acknowledge: {
    body: z.object({ decision: z.string().max(40), reason: z.string().min(1).max(500) }),
    answer: z.object({ until: z.string() }),
  },
  /** The person keeps back what a guard's warning holds: its line is written now. */
  withdraw: { body: z.object({ decision: z.string().max(40) }), answer: z.object({}) },
  /** Asks whom the policy names to let a stopped file go. */
  'ask-approval': {
    body: z.object({ decision: z.string().max(40), reason: z.string().min(1).max(500) }),
    answer: askedApprovalSchema,
  },
  /** Answers with bytes: a piece of at most 4 MB of a copy that `take-out` made. */
  copy: { body: copyBodySchema, answer: z.never() },
  'access-requests': {
    body: z.object({}),
    answer: z.object({ requests: z.array(accessRequestSchema) }),
  },
  ...approvalLinkCalls,
  ...draftLinkCalls,
  people: { body: z.object({}), answer: z.object({ people: z.array(personSchema) }) },
  'switch-person': {
    body: z.object({ user: z.string().max(100) }),
    answer: z.object({ person: personSchema }),
  },
} as const;

/**
 * `POST /v1/inspect`: a file or text that the guard holds, in pieces of at most 4 MB, one after the
 * other. `Sekisho-Upload` is the base64url of this, as JSON in UTF-8. The last piece (or the only
 * one, of nothing) is answered with the decision, the others with what has come so far. An upload
 * that nobody goes on with is forgotten after a minute.
 */
export const inspectHeader = 'sekisho-upload';
export const inspectPieceBytes = 4 * 1024 * 1024;
export const inspectPieceSchema = z.object({
  /** Chosen by the caller, for all pieces of one content. */
  upload: z.uuid(),
  kind: z.enum(['file', 'text']),
  /** File name; '' for text. */
  name: z.string().max(1000),
  /** The page that wants it: without other knowledge that is where it goes. */
  page: z.string().max(8192),
  offset: z.int().nonnegative(),
  /** Bytes of all pieces. */
  total: z.int().nonnegative(),
  /** Of `take-out` alone: the decision that stopped this file. */
  decision: z.string().max(40).optional(),
  /**
   * With the last piece: opens what is encrypted, for this inspection. Neither kept nor recorded.
   */
  password: z.string().min(1).max(longestPassword).optional(),
});
export type InspectPiece = z.infer<typeof inspectPieceSchema>;
export const inspectAnswerSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('receiving'), received: z.int() }),
  /** Inspected and decided on. A block is on record; a warning is held until it is acknowledged or withdrawn. */
  z.object({
    state: z.literal('decided'),
    decision: decisionSummarySchema,
    /** Where something in it is encrypted. */
    lock: z.enum(locks).optional(),
  }),
  /** The password is wrong: what was decided without it stands. */
  z.object({ state: z.literal('locked') }),
]);
export type InspectAnswer = z.infer<typeof inspectAnswerSchema>;

export type LinkCall = keyof typeof linkCalls;
export type LinkBody<C extends LinkCall> = z.infer<(typeof linkCalls)[C]['body']>;
export type LinkAnswer<C extends LinkCall> = z.infer<(typeof linkCalls)[C]['answer']>;

export const watchMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('projection'), signed: signedProjectionSchema }),
  z.object({ type: z.literal('beat') }),
]);
export type WatchMessage = z.infer<typeof watchMessageSchema>;

export const linkErrorSchema = z.object({
  error: z.object({ code: z.string(), message: z.string() }),
});
export type LinkError = z.infer<typeof linkErrorSchema>;

/** The exact text that `Sekisho-Key` signs. */
export function credentialStatement(enrolment: string, at: number, nonce: string): string {
  return `sekisho credential\n${enrolment}\n${at}\n${nonce}\n`;
}
