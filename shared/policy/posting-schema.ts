/** What the policy says of postings: for each service who is responsible, who posts, what, when. */
import { z } from 'zod';
import { findingKinds } from '../detection/finding.ts';
import { actions } from './decision.ts';
import { duration, hoursSchema, text } from './schema-parts.ts';

const person = z.string().trim().min(1).max(100);

export const postingHoursSchema = hoursSchema.extend({
  /** National holidays. `open`: they are days like any other. */
  holidays: z.enum(['closed', 'open']).optional(),
});

const accountSchema = z.strictObject({
  /** As people know it: `yokote.example`, `@yokote`. */
  name: text,
  /** As the service's requests spell it: a DID, a number. */
  ids: z.array(text).min(1).optional(),
  posters: z.array(person).min(1),
});

const forbiddenSchema = z.strictObject({
  /** Where it is not written: numbers of persons and lists of them. Marks count by their level. */
  findings: z.array(z.enum(findingKinds)).optional(),
  /** This level and those above. */
  level: z.string().trim().min(1).max(20).optional(),
  words: z.array(text).min(1).optional(),
  shorteners: z.enum(actions).optional(),
  /** Besides those that are known. */
  shortenerHosts: z.array(z.string().trim().toLowerCase().min(4).max(253)).min(1).optional(),
  /** For findings, level and words. */
  action: z.enum(['warn', 'block']).optional(),
});

export const postingRuleSchema = z.strictObject({
  /** An id of the catalogue (docs/postings.md). */
  service: z.string().min(1).max(63),
  title: text.optional(),
  /** One for each service (clause 8(4)): an account of the console. */
  responsible: person,
  deputies: z.array(person).min(1).optional(),
  accounts: z.array(accountSchema).min(1),
  units: z.array(text).min(1).optional(),
  /** Servers of the city's own, for services that anybody can run. */
  hosts: z.array(z.string().trim().toLowerCase().min(1).max(253)).min(1).optional(),
  topics: z.array(text).min(1).optional(),
  hours: postingHoursSchema.optional(),
  outsideHours: z.enum(['warn', 'block']).optional(),
  approval: z.enum(['before', 'after', 'none']).optional(),
  /** With approval `after`: by when somebody looks at a posting. */
  reviewWithin: duration.optional(),
  unknownAccount: z.enum(actions).optional(),
  unknownWrite: z.enum(actions).optional(),
  forbidden: forbiddenSchema.optional(),
  /** Read, and not enforced yet. */
  disaster: z.strictObject({ approval: z.enum(['before', 'after', 'none']).optional() }).optional(),
  clause: text.optional(),
});
export const postingSchema = z.array(postingRuleSchema);

export type PostingHours = z.infer<typeof postingHoursSchema>;
export type PostingRule = z.infer<typeof postingRuleSchema>;

/** What counts where the policy says nothing. */
export const postingDefaults = {
  findings: ['individual-number', 'payment-card', 'bulk-personal-data'],
  level: '2',
  approval: 'after',
  reviewWithin: 'P7D',
  unknownAccount: 'block',
  unknownWrite: 'block',
  outsideHours: 'block',
  shorteners: 'block',
  forbidden: 'block',
  clause: '8-4',
} as const;
