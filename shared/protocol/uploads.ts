/** The call of consoleCalls (console.ts) about uploads that were stopped or warned of. */
import { z } from 'zod';
import { uploadRecordSchema } from '../audit/content-record.ts';
import { recordedDestinationSchema, whoSchema } from '../audit/record.ts';
import { findingKinds } from '../detection/finding.ts';
import { actions, reasons } from '../policy/decision.ts';
import { uploadApprovalStates } from './upload-approvals.ts';

/** Times are ISO UTC; `text` looks into host and path, user and rule. */
export const uploadFilterSchema = z.object({
  user: z.string().max(100).optional(),
  unit: z.string().max(100).optional(),
  host: z.string().max(300).optional(),
  kind: z.enum(findingKinds).optional(),
  rule: z.string().max(300).optional(),
  /** In mode `observe`: what would have been done. */
  action: z.enum(['warn', 'block']).optional(),
  text: z.string().max(200).optional(),
  since: z.iso.datetime().optional(),
  until: z.iso.datetime().optional(),
});
export type UploadFilter = z.infer<typeof uploadFilterSchema>;

export const uploadRowSchema = z.object({
  terminal: z.string(),
  seq: z.number().int(),
  /** The decision's reference. */
  id: z.string(),
  at: z.string(),
  who: whoSchema,
  destination: recordedDestinationSchema.nullable(),
  initiator: z.string().nullable(),
  action: z.enum(actions),
  would: z.enum(actions).nullable(),
  reason: z.enum(reasons),
  rule: z.string().nullable(),
  clause: z.string().nullable(),
  upload: uploadRecordSchema,
  /** Whether it left: allowed while observing, or a warning that the person went on from. */
  left: z.boolean(),
  /** What the person wrote to go on; null where nobody did. */
  acknowledged: z.object({ at: z.string(), reason: z.string().nullable() }).nullable(),
  /** A copy with masked values was made to be sent instead: what was masked. */
  copied: z.object({ at: z.string(), detail: z.string().nullable() }).nullable(),
  /** The person asked somebody to let it go; `until` where that was granted. */
  approval: z
    .object({ state: z.enum(uploadApprovalStates), until: z.string().nullable() })
    .nullable(),
  /** null: not known yet, or nothing left. */
  outcome: z.object({ end: z.string(), status: z.number().int().nullable() }).nullable(),
});
export type UploadRow = z.infer<typeof uploadRowSchema>;

export const uploadCalls = {
  /** Newest first; `before` is the `next` of the page before. */
  uploads: {
    method: 'GET',
    path: '/api/uploads',
    query: uploadFilterSchema.extend({
      before: z.string().max(200).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    answer: z.object({ uploads: z.array(uploadRowSchema), next: z.string().nullable() }),
  },
} as const;
