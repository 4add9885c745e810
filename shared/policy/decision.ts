/**
 * The outcome of every judgement in Sekisho. This file alone can make one: whoever wants to let
 * something through has to name an action, a reason and an id, so nothing is allowed by accident.
 */
import { z } from 'zod';

export const actions = ['allow', 'warn', 'block'] as const;
export type Action = (typeof actions)[number];

/** Why a decision came out as it did. Each code has its line in docs/reasons.md. */
export const reasons = [
  'entry', // an entry of a list decided
  'default', // no entry matched: the policy's default decided
  'without-credential', // let through without a person: system updates and the like
  'zone-closed', // the (resolved) address lies in a closed zone
  'own-port', // the gateway never opens its own ports
  'malformed', // no usable destination could be read
  'unsupported-scheme', // a scheme that the barrier does not carry
  'path-unseen', // an entry depends on the path, but the host is excepted from interception
  'port-not-open', // https or a WebSocket to another port than its own, which no entry names
  'address-literal', // an address in place of a name, which no entry names
  'function-not-open', // the register opens the service, but not for this
  'service-review-due', // the service is past its review: closed until somebody has looked
  'read-only', // the entry opens reading alone, and this writes
  'embedded-copy', // a copy of another page: the page that it shows decided, or cannot be told
  'look-alike', // the name imitates the city's own, or a public body's
  'host-mismatch', // a request or a TLS greeting inside a tunnel names another host than the tunnel
  'unknown-user', // the policy has users, and this is none of them
  'term-ended', // the user's term (until) is over
  'no-policy', // nothing has been published yet, or it could not be read
  'policy-expired', // past the bundle's expiry everything is refused
  'not-recorded', // the decision line could not be made durable
  'upload-rule', // a rule of `uploads` decided on what is sent
  'upload-approved', // allow: a rule stops it, and who may has let this file go there
  'upload-default', // no rule of `uploads` fits: its default decided
  'could-not-inspect', // what is sent could not be inspected, or only partly
  'unread-upload', // the destination's tunnels are not read: it is not open for uploads
  'posting-rules', // allow: the posting keeps the rules of its service
  'disaster-rules', // allow: the posting keeps the rules that hold in a disaster
  'no-posting-rules', // nobody has written posting rules for this service
  'account-look-alike', // the account looks like an official one, and is none
  'account-unknown', // the account is none of those in the rules, or could not be told
  'not-a-poster', // the person may not post by this account
  'account-suspended', // nothing is published by the account at this time
  'outside-hours', // outside the hours in which the service is posted to
  'forbidden-content', // the posting holds what its rules forbid
  'shortened-url', // the posting holds a shortened URL, which hides where it leads
  'topic-missing', // none of the service's topics was picked
  'contact-data', // the posting holds contact data that is not the city’s own
  'picture-metadata', // a picture’s file tells where it was taken, who is in it, or whose camera it was
  'approval-missing', // the rules ask for an approval that is not there
  'approval-differs', // something near it was approved, and this is not it
  'unknown-write',
  'found-outside', // something is written to the service in a way the catalogue does not know
  'internal-error', // a bug: always a block
] as const;
export type Reason = (typeof reasons)[number];

export const decisionSchema = z.object({
  action: z.enum(actions),
  reason: z.enum(reasons),
  /** The entry or key that decided, e.g. `public-bodies/go.jp`, `destinations.default`, `zones.closed/10.0.0.0/8`. */
  rule: z.string().nullable(),
  /** The clause of the basic policy that the rule names, e.g. `7-3-ウ`. */
  clause: z.string().nullable(),
  /** Shared by page, record, request for access and console. See decision-id.ts. */
  id: z.string(),
  /** In mode `observe`: the action that `enforce` would have taken, where it differs. */
  would: z.enum(actions).optional(),
  /** The entry asks who wants it, and nobody could tell: it counted all the same. */
  initiatorUnseen: z.literal(true).optional(),
});
export type Decision = z.infer<typeof decisionSchema>;

/** From the mildest to the strictest. */
const strictness: Readonly<Record<Action, number>> = { allow: 0, warn: 1, block: 2 };

/** The strictest of them; of equals the first. */
export function strictest<J extends { readonly action: Action }>(
  judgements: readonly J[],
): J | null {
  let found: J | null = null;
  for (const each of judgements) {
    if (found === null || strictness[each.action] > strictness[found.action]) found = each;
  }
  return found;
}

export interface Judgement {
  readonly action: Action;
  readonly reason: Reason;
  readonly rule: string | null;
  readonly clause: string | null;
  readonly initiatorUnseen?: true | undefined;
}

/**
 * Makes the decision out of a judgement. In mode `observe` a warn or block acts as allow and is
 * kept in `would`, except for reasons that protect the zones or that no request can survive.
 */
export function decide(judgement: Judgement, mode: 'observe' | 'enforce', id: string): Decision {
  const { action, reason, rule, clause, initiatorUnseen } = judgement;
  const decided = { reason, rule, clause, id, ...(initiatorUnseen && { initiatorUnseen }) };
  if (mode === 'observe' && action !== 'allow' && isObservable(reason)) {
    return { action: 'allow', ...decided, would: action };
  }
  return { action, ...decided };
}

/** Why the rules of a posting, or what an upload holds, stop what the destination alone would not. */
export const stoppedByContent = [
  'upload-rule',
  'upload-default',
  'could-not-inspect',
  'unread-upload',
  'no-posting-rules',
  'account-look-alike',
  'account-unknown',
  'not-a-poster',
  'account-suspended',
  'outside-hours',
  'forbidden-content',
  'shortened-url',
  'topic-missing',
  'contact-data',
  'picture-metadata',
  'approval-missing',
  'approval-differs',
  'unknown-write',
] as const satisfies readonly Reason[];

const observable: ReadonlySet<Reason> = new Set([
  'entry',
  'default',
  'path-unseen',
  'read-only',
  'port-not-open',
  'address-literal',
  'function-not-open',
  'service-review-due',
  'embedded-copy',
  'look-alike',
  ...stoppedByContent,
]);

function isObservable(reason: Reason): boolean {
  return observable.has(reason);
}
