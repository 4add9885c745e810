/** `posting[].requests`: the requests of a service that the catalogue does not have. */
import { z } from 'zod';
import type { DescribedRequest } from '../posting/described.ts';
import { acts } from '../posting/service.ts';
import { text } from './schema-parts.ts';

/** Into the body, or with a question mark in front into the query. */
const field = z.string().regex(/^\??[^\s?]{1,200}$/u, {
  error:
    '「entry.body」や「?text」のように書く / write a path into the body such as entry.body, or ?text for the query',
});

export const describedRequestSchema = z.strictObject({
  act: z.enum([...acts.filter((act) => act !== 'unknown-write'), 'harmless']),
  methods: z
    .array(z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']))
    .min(1)
    .optional(),
  path: z.string().min(1).max(500),
  has: z.record(field, text).optional(),
  text: z.array(field).min(1).optional(),
  format: z.literal('html').optional(),
  account: z.array(field).min(1).optional(),
  attachments: z.array(field).min(1).optional(),
  whole: z.literal('file').optional(),
}) satisfies z.ZodType<DescribedRequest>;
