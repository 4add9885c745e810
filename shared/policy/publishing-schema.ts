/** `publishing`: how many other persons sign a change of the policy before it counts, and who may. */
import { z } from 'zod';
import { duration, text } from './schema-parts.ts';

/** Roles of the console that may sign at all. */
export const signerRoles = ['administrator', 'approver'] as const;
export type SignerRole = (typeof signerRoles)[number];

export const publishingSchema = z.strictObject({
  /** Other persons who must sign; 0: one administrator publishes alone. */
  signatures: z
    .int()
    .min(0)
    .max(2, {
      error: '0 (1 人で公開) から 2 までにしてください / write 0 (one person publishes), 1 or 2',
    })
    .optional(),
  /** Whoever has one of the roles, or is one of the accounts. */
  signers: z
    .strictObject({
      roles: z.array(z.enum(signerRoles)).optional(),
      accounts: z.array(text).optional(),
    })
    .optional(),
  /** Whether a request for access, for a person or a unit and for a time, is granted by one person. */
  grantsAlone: z.boolean().optional(),
  /** The longest time for which one person grants. */
  grantsAloneFor: duration.optional(),
});
export type Publishing = z.infer<typeof publishingSchema>;
