/** Registered documents: what the console shows of them, and how one is registered or removed. */
import { z } from 'zod';

/** `common`: a form, a law, a heading that every document has. It is registered so that it does not count. */
export const documentPurposes = ['document', 'common'] as const;

export const registrationSchema = z.object({
  title: z.string().trim().min(1).max(200),
  owner: z.string().trim().min(1).max(100),
  level: z.string().trim().min(1).max(20),
  reason: z.string().trim().min(1).max(500),
  /** `2027-03-31`: the last day in Japan; '' for none. */
  until: z.union([z.literal(''), z.iso.date()]).default(''),
  purpose: z.enum(documentPurposes).default('document'),
});
export type Registration = z.infer<typeof registrationSchema>;

/** Letters and digits. From `whole` on a copied run of so many is always found. */
export const shownDocumentSchema = registrationSchema.extend({
  id: z.string(),
  addedAt: z.string(),
  addedBy: z.string(),
  /** What the bytes are. */
  type: z.string().nullable(),
  bytes: z.number().int(),
  letters: z.number().int(),
  /** `whole`: its passages are found. `exact`: the file itself alone, for it has no text, or too little. */
  found: z.enum(['passages', 'exact', 'none']),
  /** Why a part of it could not be read; null where all was. */
  why: z.string().nullable(),
  /** 0–1: how much of its text stands in no other document; null until the fingerprints are made. */
  own: z.number().nullable(),
  /** Its term is over: it is not looked for any more. */
  ended: z.boolean(),
});
export type ShownDocument = z.infer<typeof shownDocumentSchema>;

/** Bytes of a file that is registered. */
export const mostDocumentBytes = 100 * 1024 * 1024;

export const documentCalls = {
  documents: {
    method: 'GET',
    path: '/api/documents',
    answer: z.object({
      documents: z.array(shownDocumentSchema),
      /** From the highest to the lowest. */
      levels: z.array(z.string()),
      /** Terminals that said in the last minutes that they have not got the fingerprints. */
      missingAt: z.number().int(),
    }),
  },
  /** The body is the file itself (application/octet-stream): it is read, and not kept. */
  registerDocument: {
    method: 'POST',
    path: '/api/documents',
    query: registrationSchema,
    body: z.instanceof(Uint8Array),
    answer: z.object({ document: shownDocumentSchema }),
  },
  removeDocument: {
    method: 'DELETE',
    path: '/api/documents/:id',
    answer: z.object({ id: z.string() }),
  },
} as const;
