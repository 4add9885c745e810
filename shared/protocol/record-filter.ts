/** Reading the audit log: what is asked for, and a row of the answer. */
import { z } from 'zod';
import { storedRecordSchema } from '../audit/record.ts';
import { actions } from '../policy/decision.ts';

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
