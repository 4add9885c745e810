/** What the policy says of postings: for each service who is responsible, who posts, what, when. */
import { z } from 'zod';
import { findingKinds } from '../detection/finding.ts';
import { actions } from './decision.ts';
import { describedRequestSchema } from './described-schema.ts';
import { importSchema } from './import-schema.ts';
import {
  longText,
  openableFields,
  personInTermSchema,
  suspensionSchema,
  termsSchema,
  topicSchema,
  twoFactorSchema,
} from './register-schema.ts';
import { duration, hoursSchema, person, text } from './schema-parts.ts';

const url = z.string().trim().min(1).max(2000);

export const accountSchema = z.strictObject({
  /** As people know it: `yokote.example`, `@yokote`. */
  name: text,
  /** As the service's requests spell it: a DID, a number. */
  ids: z.array(text).min(1).optional(),
  posters: z.array(personInTermSchema).min(1),
  /** Where everybody reads it. */
  address: url.optional(),
  /** The page of the city's own site that names this account. */
  official: url.optional(),
  twoFactor: twoFactorSchema.optional(),
  suspended: suspensionSchema.optional(),
  /** The list of its posts, which the hub reads to find those that did not pass the barrier. */
  import: importSchema.optional(),
});

export const forbiddenSchema = z.strictObject({
  /** Where it is not written: numbers of persons and lists of them. Marks count by their level. */
  findings: z.array(z.enum(findingKinds)).optional(),
  /** This level and those above. */
  level: z.string().trim().min(1).max(20).optional(),
  words: z.array(text).min(1).optional(),
  shorteners: z.enum(actions).optional(),
  /** Telephone numbers and mail addresses that are none of the city's own. */
  contacts: z.enum(actions).optional(),
  /** Where a picture was taken, names of persons in it, and the like, in its file. */
  pictureMetadata: z.enum(actions).optional(),
  /** Besides those that are known. */
  shortenerHosts: z.array(z.string().trim().toLowerCase().min(4).max(253)).min(1).optional(),
  /** For findings, level and words. */
  action: z.enum(['warn', 'block']).optional(),
});

/** What holds instead while a disaster's switch is on (disaster.ts). */
const disasterSchema = z.strictObject({
  /** Who throws the switch: accounts of the console or their users, or `role:sns-manager` and the like. */
  by: z.array(person).min(1),
  /** The longest that one throw lasts. */
  for: duration.optional(),
  /** `open`: posted to at any hour. */
  hours: z.enum(['open', 'keep']).optional(),
  approval: z.enum(['before', 'after', 'none']).optional(),
  /** Names of those accounts that it opens; all where it is not written. */
  accounts: z.array(text).min(1).optional(),
  /** Besides the accounts' own, whatever their unit. */
  posters: z.array(person).min(1).optional(),
});
export type DisasterRule = z.infer<typeof disasterSchema>;

export const postingRuleSchema = z.strictObject({
  /** An id of the catalogue (docs/postings.md), or one of your own, with `requests`. */
  service: z.string().min(1).max(63),
  title: text.optional(),
  /** One for each service (clause 8(4)): an account of the console. */
  responsible: person,
  deputies: z.array(personInTermSchema).min(1).optional(),
  purpose: longText.optional(),
  accounts: z.array(accountSchema).min(1),
  units: z.array(text).min(1).optional(),
  /** Servers of the city's own, for services that anybody can run. */
  hosts: z.array(z.string().trim().toLowerCase().min(1).max(253)).min(1).optional(),
  /** What posts, of a service that the catalogue does not have; with its `hosts`. */
  requests: z.array(describedRequestSchema).min(1).max(200).optional(),
  /** Of its forms, where they are not UTF-8. */
  charset: z.enum(['shift_jis', 'euc-jp']).optional(),
  /** What may be published. */
  topics: z.array(topicSchema).min(1).optional(),
  topicMissing: z.enum(actions).optional(),
  /** What may not: words for people. What is checked stands in `forbidden`. */
  notAllowed: z.array(longText).min(1).optional(),
  hours: hoursSchema.optional(),
  outsideHours: z.enum(['warn', 'block']).optional(),
  approval: z.enum(['before', 'after', 'none']).optional(),
  /** With approval `before`: how long an approval holds where nobody says otherwise. */
  approvedFor: duration.optional(),
  /** With approval `after`: by when somebody looks at a posting. */
  reviewWithin: duration.optional(),
  unknownAccount: z.enum(actions).optional(),
  unknownWrite: z.enum(actions).optional(),
  /** By or to an account whose name looks like one of the city's own. */
  accountLookAlike: z.enum(actions).optional(),
  forbidden: forbiddenSchema.optional(),
  disaster: disasterSchema.optional(),
  terms: termsSchema.optional(),
  /** What the responsible person and the deputies may change in the console. */
  opened: z.array(z.enum(openableFields)).min(1).optional(),
  clause: text.optional(),
});
export const postingSchema = z.array(postingRuleSchema);

export type PostingRule = z.infer<typeof postingRuleSchema>;

/** What counts where the policy says nothing. */
export const postingDefaults = {
  // An account may be published: for gifts, for fees.
  findings: [
    'individual-number',
    'resident-record-code',
    'driver-licence',
    'passport',
    'residence-card',
    'pension-number',
    'insured-number',
    'employment-insurance-number',
    'payment-card',
    'credential',
    'bulk-personal-data',
  ],
  level: '2',
  approval: 'after',
  approvedFor: 'P3D',
  reviewWithin: 'P7D',
  disasterFor: 'P3D',
  disasterApproval: 'after',
  unknownAccount: 'block',
  unknownWrite: 'block',
  outsideHours: 'block',
  topicMissing: 'allow',
  shorteners: 'block',
  // Places and organizers are named every day.
  contacts: 'allow',
  pictureMetadata: 'warn',
  accountLookAlike: 'warn',
  forbidden: 'block',
  clause: '8-4',
} as const;
