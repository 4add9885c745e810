/** What the register of postings says besides rules: persons and their terms, topics, what stands at an account. */
import { z } from 'zod';
import { moment, person, text } from './schema-parts.ts';

export const longText = z.string().trim().min(1).max(2000);

/** A poster or deputy: at any time, or in a term. */
export const personInTermSchema = z.union([
  person,
  z.strictObject({ user: person, from: moment.optional(), until: moment.optional() }),
]);
export type PersonInTerm = z.infer<typeof personInTermSchema>;

/** A topic, and what would be a posting on it. */
export const topicSchema = z.union([
  text,
  z.strictObject({ name: text, examples: z.array(longText).min(1).optional() }),
]);
export type Topic = z.infer<typeof topicSchema>;

export const twoFactorStates = ['on', 'off', 'unknown'] as const;
export const twoFactorSchema = z.strictObject({
  state: z.enum(twoFactorStates),
  /** When somebody looked. */
  checked: moment.optional(),
});

/** Nothing is published by the account from–until; a deletion may be. */
export const suspensionSchema = z.strictObject({
  from: moment.optional(),
  until: moment.optional(),
  reason: text,
});

/** The service's terms of use (約款). */
export const termsSchema = z.strictObject({
  url: z.string().trim().min(1).max(2000),
  /** SHA-256 (hex) of the text that was read: terms-hash of the hub. */
  hash: z.string().trim().min(1).max(200).optional(),
  checked: moment.optional(),
  by: person.optional(),
});

/**
 * What an administrator may open for the responsible person. Who is responsible, which accounts
 * there are, what is stopped and what waits for approval stay the administrators'.
 */
export const openableFields = [
  'purpose',
  'topics',
  'topicMissing',
  'notAllowed',
  'hours',
  'outsideHours',
  'deputies',
  'posters',
  'address',
  'official',
  'twoFactor',
  'suspended',
  'terms',
] as const;
export type OpenableField = (typeof openableFields)[number];

export const topicName = (topic: Topic): string => (typeof topic === 'string' ? topic : topic.name);
