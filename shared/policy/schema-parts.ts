/** The values that the policy's schemas share: names, texts, moments, hours, periods. */
import { z } from 'zod';

export const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, {
  error:
    '小文字の英数字とハイフンで 63 文字まで / use lower-case letters, digits and hyphens, up to 63 characters',
});
export const readOnlySchema = z.literal(true, {
  error: 'true と書くか、消す / write true, or leave it out',
});
/** As the hub names a terminal that joins it. */
export const terminalId = z.string().trim().min(1).max(200);
/** A user of the policy, or an account of the console. */
export const person = z.string().trim().min(1).max(100);
export const text = z.string().trim().min(1).max(500);
/** `2027-03-31` (to the end of that day in Asia/Tokyo) or `2027-03-31T17:00:00+09:00`. */
export const moment = z.union([z.iso.date(), z.iso.datetime({ offset: true })], {
  error:
    '「2027-03-31」や「2027-03-31T17:00:00+09:00」のように書く / write a date such as 2027-03-31, or a time such as 2027-03-31T17:00:00+09:00',
});
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, {
  error: '「"08:30"」のように書く / write a time such as 08:30',
});
export const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** Asia/Tokyo. `from` later than `to` spans midnight. */
export const hoursSchema = z.strictObject({
  days: z.array(z.enum(days)).min(1).optional(),
  from: time.optional(),
  to: time.optional(),
  /** National holidays. `open` (the default): they are days like any other. */
  holidays: z.enum(['closed', 'open']).optional(),
});

const period = /^P(?=\d|T\d)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?)?$/;

/** ISO 8601: `P1Y`, `P90D`, `P1Y6M`, `PT12H`. */
export const duration = z.string().regex(period, {
  error:
    'P1Y (1 年)、P90D (90 日)、PT12H (12 時間) のように書く / write a period such as P1Y (a year), P90D (90 days) or PT12H (12 hours)',
});

export const durationOrNone = z.string().regex(new RegExp(`^none$|${period.source}`), {
  error: 'P90D (90 日) のような期間か none を書く / write a period such as P90D (90 days), or none',
});
