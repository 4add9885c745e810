/** Bytes → report: what one inspection does, in a process of its own (see child.ts). */
import { createDetection, type DetectionOptions } from '../../shared/detection/detect.ts';
import type { Finding } from '../../shared/detection/finding.ts';
import type { Part } from '../../shared/detection/part.ts';
import { type PictureMetadata, sortedMetadata } from '../../shared/detection/picture-metadata.ts';
import type { Lock } from '../../shared/protocol/lock.ts';
import { type Extracting, extract } from './extract.ts';
import { createKeys } from './keys.ts';
import { type Budget, createBudget, type Limits, NotInspected, type Why } from './limits.ts';
import type { PictureReader } from './ocr/picture-reader.ts';

export interface InspectionReport {
  /** What the bytes are, whatever the name says. */
  readonly type: string | null;
  /** `partly`: there is text, and something that could not be inspected. */
  readonly inspected: boolean | 'partly';
  /** The first reason where `inspected` is not true. */
  readonly why?: Why;
  readonly findings: readonly Finding[];
  /** What the files of pictures in it tell; absent: nothing. */
  readonly metadata?: readonly PictureMetadata[];
  /** Where something is encrypted. */
  readonly lock?: Lock;
  /** All text, where it was asked for. */
  readonly text?: string;
  /** Of the bytes, where a key was given and they could be had (see digest.ts). */
  readonly digest?: string;
}

export interface InspectionOptions {
  readonly limits: Limits;
  readonly detection: DetectionOptions;
  readonly withText: boolean;
  /** Without it pictures are not read. */
  readonly pictures?: PictureReader;
  /** For what is encrypted; it stands in no report. */
  readonly password?: string;
  /** Shared with other contents; one of its own without. */
  readonly budget?: Budget;
}

/** Characters of the text that is handed back. */
const longestText = 20_000_000;

/** Never throws: what fails is a reason. */
export async function inspectContent(
  bytes: Uint8Array,
  name: string,
  {
    limits,
    detection: options,
    withText,
    pictures,
    password,
    budget = createBudget(limits, () => performance.now(), pictures),
  }: InspectionOptions,
): Promise<InspectionReport> {
  if (bytes.length > limits.bytesIn) return notInspected('too-large');
  const detection = createDetection(options);
  const texts: string[] = [];
  let length = 0;
  budget.take(bytes.length);
  const keys = createKeys(password ?? null);
  const { parts, outcome } = extract(bytes, name, budget, detection.contents, keys);
  try {
    for await (const part of parts) {
      detection.add(part);
      if (!withText || length > longestText || (part.form === 'table' && part.repeats)) continue;
      const text = plainText(part);
      length += text.length;
      texts.push(text);
    }
  } catch (error) {
    outcome.problems.push(error instanceof NotInspected ? error.why : 'broken');
  }
  const [why] = outcome.problems;
  const lock = keys.lock ?? (outcome.problems.includes('encrypted') ? 'useless' : null);
  return {
    type: outcome.type,
    inspected: why === undefined ? true : outcome.hasText ? 'partly' : false,
    ...(why === undefined ? {} : { why }),
    ...(lock === null ? {} : { lock }),
    findings: detection.finish(),
    ...metadataOf(outcome),
    ...(withText ? { text: texts.join('\n') } : {}),
  };
}

export function metadataOf({
  metadata,
}: Pick<Extracting['outcome'], 'metadata'>): Pick<InspectionReport, 'metadata'> {
  return metadata.size === 0 ? {} : { metadata: sortedMetadata(metadata) };
}

export function notInspected(why: Why): InspectionReport {
  return { type: null, inspected: false, why, findings: [] };
}

function plainText(part: Part): string {
  return part.form === 'text' ? part.text : part.rows.map((row) => row.join('\t')).join('\n');
}
