/** The call of consoleCalls that tries a pasted request: which service it is for, and what it posts. */
import { z } from 'zod';
import { acts } from '../posting/service.ts';
import { changeSchema } from './policy-change.ts';

const triedPostingSchema = z.object({
  act: z.enum(acts),
  /** As it stands in the request; nothing of it is stored. */
  text: z.string(),
  account: z.string().nullable(),
  attachments: z.array(
    z.object({
      name: z.string().nullable(),
      type: z.string().nullable(),
      bytes: z.number().nullable(),
      reference: z.string().nullable(),
    }),
  ),
});

export const triedRequestSchema = z.object({
  method: z.string(),
  url: z.string(),
  /** null: neither the catalogue nor the policy knows it. */
  service: z.object({ id: z.string(), title: z.string() }).nullable(),
  /** `shape`: not by its host, so another service may look alike. */
  by: z.enum(['host', 'shape']).nullable(),
  operation: z.string().nullable(),
  /** [] where it is harmless. */
  postings: z.array(triedPostingSchema),
});
export type TriedRequest = z.infer<typeof triedRequestSchema>;

export const recogniseCalls = {
  /** 400 `fields.request` where it cannot be read; 422 where the changes make no policy. */
  recognise: {
    method: 'POST',
    path: '/api/postings/recognise',
    body: z.object({
      /** As pasted-request.ts reads it. */
      request: z.string().max(2_000_000),
      changes: z.array(changeSchema).optional(),
    }),
    answer: triedRequestSchema,
  },
} as const;
