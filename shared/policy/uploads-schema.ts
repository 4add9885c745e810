/** What the policy says of levels and uploads: which findings make which level, and what follows. */
import { z } from 'zod';
import { defaultPersons, defaultThreshold } from '../detection/defaults.ts';
import { findingKinds } from '../detection/finding.ts';
import { actions } from './decision.ts';
import { ocrSchema } from './ocr.ts';
import { duration, text } from './schema-parts.ts';

const level = z.string().trim().min(1).max(20);

/** From the highest to the lowest. */
export const levelsSchema = z.strictObject({
  order: z
    .array(level)
    .min(1)
    .refine((order) => new Set(order).size === order.length, {
      error: '同じレベルが 2 回あります / the same level stands twice',
    }),
});

const kind = z.enum(findingKinds);
const namedKey = z.string().regex(/^(?:mark:.{1,40}|label:.{1,80})$/u, {
  error:
    '「individual-number」や「mark:秘」「label:社外秘」のように書く / write a kind such as individual-number, or mark:秘, label:Internal',
});

/** `individual-number: 3A`, `mark:秘: 3A`, `label:Internal: 2`, `bulk-personal-data: { rows: 10, level: 3B }`. */
const levelOf = z.record(
  z.union([kind, namedKey]),
  z.union([level, z.strictObject({ rows: z.int().min(2).max(100_000).optional(), level })]),
);

/** Who may let one file go to one destination, and for how long at most. */
const approval = z.strictObject({
  /** The responsible person of the registered service, every approver, or these accounts. */
  by: z.union([z.literal(['responsible', 'approvers']), z.array(text).min(1).max(50)]),
  /** ISO 8601, at most 31 days; absent: a day. */
  for: duration.optional(),
});
export type UploadApproval = z.infer<typeof approval>;
export const defaultApprovalPeriod = 'P1D';

const rule = z.strictObject({
  level: z.array(level).min(1).optional(),
  /** `false` also covers what was inspected partly. */
  inspected: z.literal(false).optional(),
  /** What the bytes are, as `sekisho inspect` names it: `png`, `jpeg`, `zip`. */
  types: z.array(z.string().trim().min(1).max(40)).min(1).optional(),
  /** `any`, `registered`, `list:<id>`, or a filter. */
  to: z.string().min(1).max(2000),
  action: z.enum(actions),
  approval: approval.optional(),
  clause: z.string().min(1).max(500).optional(),
  reason: z.string().min(1).max(500).optional(),
});

/** Files that come in several requests: put together before any of it leaves, or refused. */
export const resumables = ['assemble', 'refuse'] as const;
export type Resumable = (typeof resumables)[number];

export const uploadsSchema = z.strictObject({
  levelOf: levelOf.optional(),
  /** Findings below this confidence are not reported. */
  threshold: z.number().min(0.1).max(0.99).optional(),
  /** Pictures and scanned pages. */
  ocr: ocrSchema.optional(),
  /** The same for one kind: `{ phone: 0.8 }`. */
  confidence: z.partialRecord(kind, z.number().min(0.1).max(0.99)).optional(),
  rules: z.array(rule).optional(),
  resumable: z.enum(resumables).optional(),
  default: z.enum(actions).optional(),
});

export type Levels = z.infer<typeof levelsSchema>;
export type Uploads = z.infer<typeof uploadsSchema>;

/** 自治体機密性, and what makes which level where the policy says nothing. */
export const defaultLevels: Levels = { order: ['3A', '3B', '3C', '2', '1'] };
export const defaultUploads = {
  levelOf: {
    'individual-number': '3A',
    'bulk-personal-data': { rows: defaultPersons, level: '3B' },
    'payment-card': '3B',
    'registered-document': '3A',
    'sensitive-personal-data': '3B',
    'resident-record-code': '3B',
    'driver-licence': '3B',
    passport: '3B',
    'residence-card': '3B',
    'pension-number': '3B',
    'insured-number': '3B',
    'employment-insurance-number': '3B',
    'bank-account': '3B',
    credential: '3B',
    'mark:機密性3A': '3A',
    'mark:機密性3B': '3B',
    'mark:機密性3C': '3C',
    'mark:機密性3': '3A',
    'mark:機密性2': '2',
    'mark:機密性1': '1',
    'mark:極秘': '3A',
    'mark:厳秘': '3A',
    'mark:秘': '3A',
    'mark:持出禁止': '3B',
    'mark:個人情報': '3B',
    'mark:取扱注意': '3C',
    'mark:部外秘': '2',
    'mark:社外秘': '2',
    'mark:庁外秘': '2',
    'mark:関係者限り': '2',
    'mark:庁内限り': '2',
    'mark:Top Secret': '3A',
    'mark:Confidential': '2',
    'mark:Internal Use Only': '2',
  },
  threshold: defaultThreshold,
  resumable: 'assemble',
  default: 'allow',
} satisfies Uploads;
