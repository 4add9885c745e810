/**
 * The way on after a stopped file: a copy with its values masked.
 *
 *   take-out  pieces of the stopped file, as `inspect` takes them → made, or why not
 *   copy      a piece of the copy, as bytes
 */
import { z } from 'zod';
import { findingRecordSchema } from '../audit/content-record.ts';
import { findingKinds } from '../detection/finding.ts';
import { pictureMetadataKinds } from '../detection/picture-metadata.ts';
import { noCopyReasons } from '../masking/taken-out.ts';

/** Of a stopped file: whether a copy with masked values would be let through. */
export const takeOutSchema = z.discriminatedUnion('possible', [
  z.object({
    possible: z.literal(true),
    /** Would be masked. */
    kinds: z.array(z.enum(findingKinds)),
    /** Of a picture: what its file tells would be left out, and nothing else be other. */
    metadata: z.literal(true).optional(),
  }),
  z.object({ possible: z.literal(false), why: z.enum(noCopyReasons) }),
]);
export type TakeOut = z.infer<typeof takeOutSchema>;

export const takeOutAnswerSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('receiving'), received: z.int() }),
  z.object({
    state: z.literal('made'),
    name: z.string(),
    /** Bytes of the copy, to be fetched by `copy`. */
    bytes: z.int(),
    /** The id of the copy's own decision. */
    decision: z.string(),
    /** What was masked. */
    masked: z.array(findingRecordSchema),
    /** Of a picture: what its file told. */
    removed: z.array(z.enum(pictureMetadataKinds)).optional(),
  }),
  z.object({
    state: z.literal('not-made'),
    /** `left`: values stand where nothing can be changed. `stopped`: the copy would be stopped too. Else see limits.ts. */
    why: z.string(),
    left: z.array(findingRecordSchema),
  }),
]);
export type TakeOutAnswer = z.infer<typeof takeOutAnswerSchema>;

export const copyBodySchema = z.object({ upload: z.uuid(), offset: z.int().nonnegative() });
