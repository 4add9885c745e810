/** A draft over the recorded decisions of some days: what is asked, how far it is, what came out. */
import { z } from 'zod';
import { incomparableReasons } from '../policy/decide-recorded.ts';
import { actions, reasons } from '../policy/decision.ts';
import { replayChanges } from '../policy/replay-tally.ts';
import { changeSchema } from './policy-change.ts';

const count = z.number().int();
const side = z.object({
  action: z.enum(actions),
  reason: z.enum(reasons),
  rule: z.string().nullable(),
});
const person = { user: z.string().nullable(), unit: z.string().nullable() };

export const replayReportSchema = z.object({
  /** Recorded decisions that were looked at, and the times of the first and the last. */
  decisions: count,
  first: z.string().nullable(),
  last: z.string().nullable(),
  counts: z.object({
    blocked: count,
    warned: count,
    allowed: count,
    unchanged: count,
    incomparable: count,
  }),
  /** Why, and how often. */
  incomparable: z.partialRecord(z.enum(incomparableReasons), count),
  /** One for each host, what was done and what would be; of each change the most frequent. */
  groups: z.array(
    z.object({
      change: z.enum(replayChanges),
      host: z.string(),
      before: side,
      after: side,
      count,
      first: z.string(),
      last: z.string(),
      /** Those whom it meets most, and how many there are. */
      people: z.array(z.object({ ...person, count })),
      persons: count,
      /** Ids of decisions, to be looked up in the audit log. */
      samples: z.array(z.string()),
    }),
  ),
  /** Groups that are counted and not listed. */
  groupsLeft: count,
  /** The same by the draft's rule. */
  rules: z.array(
    z.object({
      change: z.enum(replayChanges),
      rule: z.string().nullable(),
      reason: z.enum(reasons),
      count,
      hosts: count,
      persons: count,
    }),
  ),
  units: z.array(
    z.object({ unit: z.string().nullable(), blocked: count, warned: count, allowed: count }),
  ),
});
export type ReplayReport = z.infer<typeof replayReportSchema>;

export const replayDays = [1, 7, 30, 90] as const;

export const replayCalls = {
  /** Starts one; an earlier one of the same account ends. 409 as with `check`; 422 with problems. */
  startReplay: {
    method: 'POST',
    path: '/api/policy/replay',
    body: z.object({
      base: z.number().int(),
      changes: z.array(changeSchema),
      days: z.number().int().min(1).max(400),
    }),
    answer: z.object({ id: z.string() }),
  },
  replay: {
    method: 'GET',
    path: '/api/policy/replay/:id',
    answer: z.object({
      id: z.string(),
      /** The revision that the draft was made on. */
      base: z.number().int(),
      days: z.number().int(),
      state: z.enum(['running', 'done', 'failed', 'cancelled']),
      /** Records looked at so far, and all of them. */
      looked: count,
      total: count,
      /** null until it is done. */
      report: replayReportSchema.nullable(),
    }),
  },
  cancelReplay: {
    method: 'DELETE',
    path: '/api/policy/replay/:id',
    answer: z.object({}),
  },
} as const;
