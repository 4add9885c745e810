/**
 * The policy: one document, validated as a whole. The names here are what administrators type.
 * Everything below is enforced.
 */
import { z } from 'zod';
import { actions } from './decision.ts';
import { feedSchema } from './feed-schema.ts';
import { mailAddress, notificationsSchema } from './notifications-schema.ts';
import { postingSchema } from './posting-schema.ts';
import { publishingSchema } from './publishing-schema.ts';
import { retentionSchema } from './retention.ts';
import {
  duration,
  hoursSchema,
  id,
  moment,
  readOnlySchema,
  terminalId,
  text,
} from './schema-parts.ts';
import { servicesSchema } from './services-schema.ts';
import { testsSchema } from './tests-schema.ts';
import { levelsSchema, uploadsSchema } from './uploads-schema.ts';
import { upstreamSchema } from './upstream-schema.ts';

export const userSchema = z.strictObject({
  id: z.string().min(1).max(100),
  name: text,
  unit: text.optional(),
  /** Where notifications go. */
  mail: mailAddress.optional(),
  from: moment.optional(),
  until: moment.optional(),
});

/** Whom and when a list or an entry is for. */
const conditions = {
  units: z.array(text).min(1).optional(),
  users: z.array(z.string()).min(1).optional(),
  /** Ids, as the hub gives them to the terminals that join. */
  terminals: z.array(terminalId).min(1).optional(),
  /** Counts only where one of these hosts asks for it. */
  initiators: z.array(z.string().min(1).max(2000)).min(1).optional(),
  /** Of what it opens, only reading: GET, HEAD, OPTIONS. */
  readOnly: readOnlySchema.optional(),
  hours: hoursSchema.optional(),
  from: moment.optional(),
  until: moment.optional(),
};

export const entryFieldsSchema = z.strictObject({
  /** A filter in Chromium's format, or `glob:` and a glob. */
  match: z.string().min(1).max(2000),
  action: z.enum(actions).optional(),
  owner: text.optional(),
  reason: text.optional(),
  clause: text.optional(),
  addedBy: text.optional(),
  addedAt: moment.optional(),
  ...conditions,
  note: text.optional(),
});
/** A line of a list: a match alone, or a match with its own fields. */
export const entrySchema = z.union([z.string().min(1).max(2000), entryFieldsSchema]);
export type EntryFields = z.infer<typeof entryFieldsSchema>;
export type Entry = z.infer<typeof entrySchema>;

export const listSchema = z.strictObject({
  id,
  title: text,
  action: z.enum(actions),
  owner: text,
  reason: text,
  clause: text.optional(),
  ...conditions,
  entries: z.array(entrySchema).default([]),
  /** Instead of entries. */
  feed: feedSchema.optional(),
});
export type List = z.infer<typeof listSchema>;

export const policySchema = z.strictObject({
  version: z.literal(1),
  organization: z.strictObject({
    name: text,
    /** The six digits of 全国地方公共団体コード. */
    code: z
      .string()
      .regex(/^\d{6}$/, {
        error: '引用符で囲んだ 6 桁の数字 (例: "052035") / six digits in quotes, such as "052035"',
      })
      .optional(),
    /** Its own names: what imitates them is warned of. */
    domains: z.array(z.string().min(1).max(253)).max(100).optional(),
    /** Its own telephone numbers and mail addresses, besides those of `contacts`. */
    contacts: z.array(text).max(1_000).optional(),
  }),
  units: z.array(text).optional(),
  users: z.array(userSchema).optional(),
  mode: z.enum(['observe', 'enforce']),
  zones: z.strictObject({
    closed: z.array(z.string()),
    /** `address:port` only. */
    open: z.array(z.string()).optional(),
  }),
  destinations: z.strictObject({
    default: z.enum(actions),
    /** Filters that programs without a credential may reach. */
    withoutCredential: z.array(z.string()).optional(),
    lists: z.array(listSchema).optional(),
  }),
  intercept: z
    .strictObject({
      default: z.boolean().optional(),
      except: z
        .array(
          z.strictObject({
            match: z.string(),
            reason: text,
            /** Bytes that one person may send there unread in an hour. */
            upstreamBytes: z.int().min(0).max(1_000_000_000).optional(),
          }),
        )
        .optional(),
      /** What becomes of an entry with a path where the host is excepted. */
      unseenPath: z.enum(['block']).optional(),
      /** What becomes of a tunnel whose TLS greeting names another host. */
      sniMismatch: z.enum(['block', 'record']).optional(),
    })
    .optional(),
  levels: levelsSchema.optional(),
  uploads: uploadsSchema.optional(),
  services: servicesSchema.optional(),
  posting: postingSchema.optional(),
  tests: testsSchema.optional(),
  upstream: upstreamSchema.optional(),
  contacts: z
    .record(
      z.string(),
      z.strictObject({
        title: text,
        phone: text.optional(),
        mail: text.optional(),
        note: text.optional(),
      }),
    )
    .optional(),
  notifications: notificationsSchema.optional(),
  publishing: publishingSchema.optional(),
  retention: retentionSchema.optional(),
  bundle: z
    .strictObject({ freshFor: duration.optional(), expires: duration.optional() })
    .optional(),
});
export type Policy = z.infer<typeof policySchema>;
