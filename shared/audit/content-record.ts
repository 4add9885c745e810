/**
 * What the audit log keeps of content: an upload by its items and findings, a posting by its text
 * and account. No field holds a detected value: names and texts pass mask.ts and mask-posting.ts.
 */
import { z } from 'zod';
import { findingKinds } from '../detection/finding.ts';
import { pictureMetadataKinds } from '../detection/picture-metadata.ts';
import { actions, reasons } from '../policy/decision.ts';
import { acts } from '../posting/service.ts';

/** part.ts's Place, its names masked. */
export const placeRecordSchema = z.object({
  entry: z.array(z.string()).optional(),
  corner: z.string().optional(),
  page: z.number().int().optional(),
  slide: z.number().int().optional(),
  sheet: z.string().optional(),
  line: z.number().int().optional(),
  cell: z.string().optional(),
});
export type PlaceRecord = z.infer<typeof placeRecordSchema>;

export const findingRecordSchema = z.object({
  kind: z.enum(findingKinds),
  count: z.number().int(),
  confidence: z.number(),
  place: placeRecordSchema,
  masked: z.string(),
  mark: z.string().optional(),
  /** Of a registered document; the console knows its title. */
  document: z.object({ id: z.string(), owner: z.string(), level: z.string() }).optional(),
  label: z.string().optional(),
  labelId: z.string().optional(),
  /** Keyed and truncated. */
  fingerprint: z.string().optional(),
});
export type FindingRecord = z.infer<typeof findingRecordSchema>;

const inspected = z.union([z.boolean(), z.literal('partly')]);

export const itemRecordSchema = z.object({
  /** `text`: the fields of a form, or what was typed; `query`: the URL's; `raw`: a body as it is. */
  kind: z.enum(['file', 'text', 'query', 'raw']),
  /** File name, masked; null where there is none. */
  name: z.string().nullable(),
  /** What the bytes are. */
  type: z.string().nullable(),
  bytes: z.number().int().nonnegative(),
  level: z.string().nullable(),
  inspected,
  /** Why not, where `inspected` is not true. */
  why: z.string().nullable(),
  /** Keyed and truncated: the same content gives the same. */
  digest: z.string(),
  /** The first 50. */
  findings: z.array(findingRecordSchema).max(50),
  /** What the file of a picture tells, where a rule for postings looks at that. */
  metadata: z.array(z.enum(pictureMetadataKinds)).optional(),
  /** A copy with masked values went instead of the file: the decision that stopped that. */
  copyOf: z.string().optional(),
  /** A rule stops it, and this approval lets it go. */
  approval: z.string().optional(),
});
export type ItemRecord = z.infer<typeof itemRecordSchema>;

export const uploadRecordSchema = z.object({
  /** The highest of the items. */
  level: z.string().nullable(),
  inspected,
  /** The first 50, those that were stopped or warned of before the others. */
  items: z.array(itemRecordSchema).max(50),
  /** How many there were. */
  count: z.number().int().nonnegative(),
});
export type UploadRecord = z.infer<typeof uploadRecordSchema>;

export const postingRecordSchema = z.object({
  service: z.string(),
  act: z.enum(acts),
  /** As the policy names it, else as the request or the session said; null: unknown. */
  account: z.string().nullable(),
  /** Masked where something was found in it. */
  text: z.string(),
  attachments: z
    .array(
      z.object({
        name: z.string().nullable(),
        type: z.string().nullable(),
        bytes: z.number().int().nonnegative().nullable(),
        /** Keyed and truncated; null where the bytes went ahead in another request. */
        digest: z.string().nullable(),
      }),
    )
    .max(50),
  /** One of its rules' topics, as it was picked; absent where none was. */
  topic: z.string().optional(),
  /** How this posting was judged; the strictest of a request is its decision. */
  action: z.enum(actions),
  reason: z.enum(reasons),
  rule: z.string().nullable(),
  /** Somebody has to look at it afterwards. */
  review: z.boolean(),
  /** Posted while this switch of a disaster was on: always to be looked at. */
  disaster: z.string().optional(),
  /** The service's own name of the post that it edits, deletes, publishes or answers. */
  about: z.string().optional(),
  /** The draft that was approved and is now used, and its version: `…/2`. */
  approval: z.string().optional(),
});
export type PostingRecord = z.infer<typeof postingRecordSchema>;

export const postingResultSchema = z.object({
  /** null: unknown. */
  taken: z.boolean().nullable(),
  /** Where it stands now, as the service's answer says. */
  address: z.string().nullable(),
  /** The service's own name of what it made, where the answer says it. */
  post: z.string().optional(),
});
export type PostingResult = z.infer<typeof postingResultSchema>;
