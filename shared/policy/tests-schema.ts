/** Examples that travel with the policy: what must be allowed, warned of or blocked, and for whom. */
import { z } from 'zod';
import { actions } from './decision.ts';
import { text } from './schema-parts.ts';

export const policyTestSchema = z.strictObject({
  url: z.string().trim().min(1).max(2000),
  expect: z.enum(actions),
  unit: text.optional(),
  user: z.string().min(1).max(100).optional(),
  /** The terminal that asks. */
  terminal: z.string().min(1).max(100).optional(),
  method: z
    .string()
    .regex(/^[A-Z]{1,20}$/, { error: 'GET や POST のように書く / write a method such as GET' })
    .optional(),
  /** The host of the page that asks. */
  initiator: z.string().min(1).max(300).optional(),
  /** When; the moment of the check where it is not said. */
  at: z.iso
    .datetime({
      offset: true,
      error:
        '「2026-11-24T10:00:00+09:00」のように書く / write a time such as 2026-11-24T10:00:00+09:00',
    })
    .optional(),
  why: text.optional(),
});
export type PolicyTest = z.infer<typeof policyTestSchema>;

export const testsSchema = z.array(policyTestSchema).max(2000);
