/**
 * The policy: one document, validated as a whole. The names here are what administrators type.
 * Enforced now: everything below. Keys whose enforcement comes later are in not-enforced.ts.
 */
import { z } from 'zod';
import { actions } from './decision.ts';

const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, {
  error:
    '小文字の英数字とハイフンで 63 文字まで / use lower-case letters, digits and hyphens, up to 63 characters',
});
const text = z.string().trim().min(1).max(500);
/** `2027-03-31` (to the end of that day in Asia/Tokyo) or `2027-03-31T17:00:00+09:00`. */
const moment = z.union([z.iso.date(), z.iso.datetime({ offset: true })], {
  error:
    '「2027-03-31」や「2027-03-31T17:00:00+09:00」のように書く / write a date such as 2027-03-31, or a time such as 2027-03-31T17:00:00+09:00',
});
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, {
  error: '「"08:30"」のように書く / write a time such as 08:30',
});
export const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

export const userSchema = z.strictObject({
  id: z.string().min(1).max(100),
  name: text,
  unit: text.optional(),
  from: moment.optional(),
  until: moment.optional(),
});

/** Asia/Tokyo. `from` later than `to` spans midnight. */
export const hoursSchema = z.strictObject({
  days: z.array(z.enum(days)).min(1).optional(),
  from: time.optional(),
  to: time.optional(),
});

export const entryFieldsSchema = z.strictObject({
  /** A filter in Chromium's format, or `glob:` and a glob. */
  match: z.string().min(1).max(2000),
  action: z.enum(actions).optional(),
  owner: text.optional(),
  reason: text.optional(),
  clause: text.optional(),
  addedBy: text.optional(),
  addedAt: moment.optional(),
  units: z.array(text).min(1).optional(),
  users: z.array(z.string()).min(1).optional(),
  hours: hoursSchema.optional(),
  from: moment.optional(),
  until: moment.optional(),
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
  units: z.array(text).min(1).optional(),
  users: z.array(z.string()).min(1).optional(),
  hours: hoursSchema.optional(),
  from: moment.optional(),
  until: moment.optional(),
  entries: z.array(entrySchema),
});
export type List = z.infer<typeof listSchema>;

/** ISO 8601: `P1Y`, `P90D`, `P1Y6M`, `PT12H`. */
const duration = z.string().regex(/^P(?=\d|T\d)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(\d+H)?(\d+M)?)?$/, {
  error:
    'P1Y (1 年)、P90D (90 日)、PT12H (12 時間) のように書く / write a period such as P1Y (a year), P90D (90 days) or PT12H (12 hours)',
});

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
      except: z.array(z.strictObject({ match: z.string(), reason: text })).optional(),
      /** What becomes of an entry with a path where the host is excepted. */
      unseenPath: z.enum(['block']).optional(),
    })
    .optional(),
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
  retention: z.strictObject({ access: duration }).optional(),
  bundle: z
    .strictObject({ freshFor: duration.optional(), expires: duration.optional() })
    .optional(),
});
export type Policy = z.infer<typeof policySchema>;
