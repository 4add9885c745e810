/** Why a destination is decided as it is: the same chain in `sekisho decide --explain`, the tester and an opened record. */
import { z } from 'zod';
import { actions, decisionSchema, reasons } from '../policy/decision.ts';

/** Every entry that matched, the winner first, with the step of the precedence by which each other lost. */
const matchedSchema = z.array(
  z.object({ rule: z.string(), action: z.enum(actions), lostBy: z.string().nullable() }),
);

export const explainedSchema = decisionSchema.omit({ id: true }).extend({
  /** Canonical, without user info and fragment. */
  url: z.string(),
  host: z.string(),
  /** Of the entry that decided; null where none did. */
  list: z.string().nullable(),
  owner: z.string().nullable(),
  listReason: z.string().nullable(),
  matched: matchedSchema,
  /** The pages whose copy this is, from the outside to the inside; `url` null: it cannot be told. */
  copies: z.array(
    z.object({
      url: z.string().nullable(),
      action: z.enum(actions),
      reason: z.enum(reasons),
      rule: z.string().nullable(),
      matched: matchedSchema,
    }),
  ),
  /** The host only leads elsewhere: where it leads is a decision of its own. */
  shortener: z.boolean(),
  /** Of the policy; null where it has none. */
  revision: z.number().int().nullable(),
});
export type Explained = z.infer<typeof explainedSchema>;

/** A recorded decision, decided again on its own revision from what the record keeps. */
export const explainedRecordSchema = z.object({
  explained: explainedSchema.nullable(),
  /** Why there is nothing to explain; null where there is. */
  why: z.enum(['no-destination', 'no-policy']).nullable(),
  /** Whether the destination alone gives what was recorded; else content decided, or the query. */
  agrees: z.boolean(),
});
export type ExplainedRecord = z.infer<typeof explainedRecordSchema>;
