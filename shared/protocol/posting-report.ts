/**
 * The monthly report of postings (月報), service by service. SNS managers get the services that the
 * policy names them for. It holds no text of a posting. Rules, terms and posters are those of now.
 */
import { z } from 'zod';
import { reasons } from '../policy/decision.ts';
import { acts } from '../posting/service.ts';

const count = z.number().int().nonnegative();
const iso = z.string();

export const posterProblems = ['not-yet', 'ended', 'user-ended', 'user-unknown'] as const;
export const termsStates = ['none', 'never', 'due', 'checked'] as const;

export const serviceReportSchema = z.object({
  service: z.string(),
  title: z.string(),
  /** What left and was not refused by the service, besides files and drafts sent ahead of a post. */
  published: count,
  edited: count,
  deleted: count,
  /** It stopped at a warning; it was blocked. */
  warned: count,
  stopped: count,
  /** It left, and the service refused it. */
  notTaken: count,
  /** Among those: found in the account's own list, and not passed through Sekisho. */
  outside: count,
  days: z.array(z.object({ day: z.string(), sent: count, warned: count, stopped: count })),
  acts: z.array(z.object({ act: z.enum(acts), sent: count, held: count })),
  /** Of what was published; null: none was picked. Empty where nobody picks any. */
  topics: z.array(z.object({ topic: z.string().nullable(), count })),
  accounts: z.array(z.object({ account: z.string().nullable(), published: count })),
  /** `wentOn`: warned of, and it left after the person had given a reason. */
  reasons: z.array(
    z.object({ reason: z.enum(reasons), stopped: count, warned: count, wentOn: count }),
  ),
  outsideHours: z.object({ left: count, held: count }),
  /** Of what somebody has to look at afterwards; hours from the posting to the review. */
  reviews: z.object({
    wanted: count,
    reviewed: count,
    late: count,
    open: count,
    overdue: count,
    medianHours: z.number().nullable(),
    longestHours: z.number().nullable(),
  }),
  /** Asked for and answered in this month; hours from the asking (the last version's) to the approval. */
  drafts: z.object({
    asked: count,
    approved: count,
    /** Of the approved: their text was changed by whoever approved them. */
    changed: count,
    sentBack: count,
    /** Asked for in this month, and not answered yet. */
    waiting: count,
    medianHours: z.number().nullable(),
    longestHours: z.number().nullable(),
  }),
  /** Orders on postings of this month, whenever they were given. Those overdue are open too. */
  corrections: z.object({ ordered: count, done: count, open: count, overdue: count }),
  /** What left while a switch of a disaster was on: each is to be confirmed by somebody. */
  disaster: z.object({ posted: count, confirmed: count, open: count }),
  /** In this month. `account` null: the whole service. */
  suspensions: z.array(
    z.object({
      account: z.string().nullable(),
      from: z.string().nullable(),
      until: z.string().nullable(),
      reason: z.string(),
    }),
  ),
  /** Without a post for so many days at the end of the month (or now); `last` null: none on record. */
  silentAccounts: z.array(z.object({ account: z.string(), last: iso.nullable() })),
  terms: z.object({
    /** `due`: a year ago or longer. */
    state: z.enum(termsStates),
    checked: z.string().nullable(),
  }),
  posters: z.array(
    z.object({
      account: z.string(),
      user: z.string(),
      problem: z.enum(posterProblems),
      until: z.string().nullable(),
    }),
  ),
  /** Nobody may post by these. */
  withoutPoster: z.array(z.string()),
});
export type ServiceReport = z.infer<typeof serviceReportSchema>;

const month = z.string().regex(/^20\d{2}-(?:0[1-9]|1[0-2])$/);
const query = z.object({
  /** In Japan; the one before this where it is not said. */
  month: month.optional(),
  service: z.string().max(63).optional(),
  silentDays: z.coerce.number().int().min(1).max(366).default(30),
});

export const postingReportCalls = {
  postingReport: {
    method: 'GET',
    path: '/api/postings/report',
    query,
    answer: z.object({
      month: z.string(),
      silentDays: z.number().int(),
      /** The month is not over. */
      isRunning: z.boolean(),
      made: iso,
      services: z.array(serviceReportSchema),
    }),
  },
  /** CSV (BOM, CRLF, formulas neutralised), a line for each number. */
  exportPostingReport: {
    method: 'GET',
    path: '/api/postings/report/export',
    query,
    answer: z.never(),
  },
} as const;
export type PostingReport = z.infer<typeof postingReportCalls.postingReport.answer>;
