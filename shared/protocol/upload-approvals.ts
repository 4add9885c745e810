/**
 * Uploads that somebody may let go: person → link → hub → who may → hub → terminal.
 *   POST /terminal/v1/upload-approvals   uploadApprovalBody → UploadApprovalRequest
 *   GET  /terminal/v1/upload-approvals   → { approvals } of this terminal, of the last 40 days
 */
import { z } from 'zod';
import { itemRecordSchema } from '../audit/content-record.ts';

export const uploadApprovalBodySchema = z.object({
  /** Made by the terminal: the same again is the same request. */
  id: z.string().max(40),
  /** The decision that stopped it. */
  decision: z.string().max(40),
  user: z.string().max(100),
  unit: z.string().max(100).nullable(),
  /** Where it may go, and nowhere else. */
  host: z.string().max(300),
  port: z.int().min(0).max(65535),
  rule: z.string().max(300),
  clause: z.string().max(500).nullable(),
  /** Names and findings masked; its digest is what is let through. */
  item: itemRecordSchema,
  reason: z.string().min(1).max(1000),
});
export type UploadApprovalBody = z.infer<typeof uploadApprovalBodySchema>;

export const uploadApprovalStates = ['open', 'approved', 'sent-back'] as const;

export const uploadApprovalRequestSchema = uploadApprovalBodySchema.extend({
  at: z.string(),
  terminal: z.string(),
  state: z.enum(uploadApprovalStates),
  answer: z
    .object({
      at: z.string(),
      by: z.string(),
      word: z.string().nullable(),
      /** ISO, UTC; null where it was sent back. */
      until: z.string().nullable(),
    })
    .nullable(),
});
export type UploadApprovalRequest = z.infer<typeof uploadApprovalRequestSchema>;

export const uploadApprovalsSchema = z.object({
  approvals: z.array(uploadApprovalRequestSchema),
});

/** What the person is told of a request: nobody's name. */
export const askedApprovalSchema = z.object({
  id: z.string(),
  /** `waiting`: the hub has not got it yet. */
  state: z.enum(['waiting', ...uploadApprovalStates, 'ended']),
  word: z.string().nullable(),
  until: z.string().nullable(),
});
export type AskedApproval = z.infer<typeof askedApprovalSchema>;

/** As the popup lists it. */
export const listedApprovalSchema = askedApprovalSchema.extend({
  host: z.string(),
  /** Of the file, masked. */
  name: z.string().nullable(),
});
export type ListedApproval = z.infer<typeof listedApprovalSchema>;

export const approvalLinkCalls = {
  /** What the person asked to let go, newest first. */
  approvals: {
    body: z.object({}),
    answer: z.object({ approvals: z.array(listedApprovalSchema) }),
  },
} as const;

export const uploadApprovalCalls = {
  /** Newest first: those that the caller may answer; administrators and auditors see all. */
  uploadApprovals: {
    method: 'GET',
    path: '/api/upload-approvals',
    query: z.object({ state: z.enum([...uploadApprovalStates, 'all']).default('open') }),
    answer: z.object({
      approvals: z.array(
        uploadApprovalRequestSchema.extend({
          /** Whether the caller may answer it, and until when at most (ISO). */
          mayAnswer: z.boolean(),
          latest: z.string(),
        }),
      ),
    }),
  },
  approveUpload: {
    method: 'POST',
    path: '/api/upload-approvals/:id/approve',
    body: z.object({
      until: z.iso.datetime({ offset: true }),
      word: z.string().max(500).nullable(),
    }),
    answer: z.object({ approval: uploadApprovalRequestSchema }),
  },
  sendBackUpload: {
    method: 'POST',
    path: '/api/upload-approvals/:id/send-back',
    body: z.object({ word: z.string().trim().min(1).max(500) }),
    answer: z.object({ approval: uploadApprovalRequestSchema }),
  },
} as const;
