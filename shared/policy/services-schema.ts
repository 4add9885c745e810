/** The register of external services that are used on their terms (約款による外部サービス, clause 8(3)). */
import { z } from 'zod';
import { id, moment, text } from './schema-parts.ts';

export const serviceFunctions = ['view', 'login', 'download', 'upload', 'post'] as const;
export type ServiceFunction = (typeof serviceFunctions)[number];

const level = z.string().trim().min(1).max(20);

export const serviceSchema = z.strictObject({
  id,
  title: text,
  /** Filters: a host takes its sub-domains along. */
  hosts: z.array(z.string().trim().min(1).max(300)).min(1),
  /** What may be done there: functions-of.ts tells what a request does. */
  functions: z.array(z.enum(serviceFunctions)).min(1),
  /** The highest level that may be put there; absent: any that the rules let through. */
  highest: level.optional(),
  units: z.array(text).min(1).optional(),
  responsible: text,
  /** Past this day the service is closed, until somebody has reviewed it. */
  reviewBy: moment.optional(),
  terms: z
    .strictObject({
      url: z.string().max(2000),
      hash: z.string().max(200).optional(),
      checkedOn: moment.optional(),
    })
    .optional(),
  alternative: text.optional(),
  note: text.optional(),
});
export const servicesSchema = z.array(serviceSchema);
export type RegisteredService = z.infer<typeof serviceSchema>;
