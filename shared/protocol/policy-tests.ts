/** The examples of the current policy, each with its key and what it comes out as now. */
import { z } from 'zod';
import { actions, reasons } from '../policy/decision.ts';
import { policyTestSchema } from '../policy/tests-schema.ts';

export const keyedTestSchema = policyTestSchema.extend({
  /** Names it by what it says: SHA-256 of its canonical JSON, 16 hex digits. */
  key: z.string(),
  passed: z.boolean(),
  action: z.enum(actions),
  reason: z.enum(reasons),
  rule: z.string().nullable(),
});
export type KeyedTest = z.infer<typeof keyedTestSchema>;

export const policyTestCalls = {
  policyTests: {
    method: 'GET',
    path: '/api/policy/tests',
    answer: z.object({ revision: z.number().int(), tests: z.array(keyedTestSchema) }),
  },
} as const;
