/** Bytes → report: what one inspection does, in a process of its own (see child.ts). */
import { createDetection, type DetectionOptions } from '../../shared/detection/detect.ts';
import type { Finding } from '../../shared/detection/finding.ts';
import type { Part } from '../../shared/detection/part.ts';
import { extract } from './extract.ts';
import { type Budget, createBudget, type Limits, NotInspected, type Why } from './limits.ts';

export interface InspectionReport {
  /** What the bytes are, whatever the name says. */
  readonly type: string | null;
  /** `partly`: there is text, and something that could not be inspected. */
  readonly inspected: boolean | 'partly';
  /** The first reason where `inspected` is not true. */
  readonly why?: Why;
  readonly findings: readonly Finding[];
  /** All text, where it was asked for. */
  readonly text?: string;
  /** Of the bytes, where a key was given and they could be had (see digest.ts). */
  readonly digest?: string;
}

export interface InspectionOptions {
  readonly limits: Limits;
  readonly detection: DetectionOptions;
  readonly withText: boolean;
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
    budget = createBudget(limits, () => performance.now()),
  }: InspectionOptions,
): Promise<InspectionReport> {
  if (bytes.length > limits.bytesIn) return notInspected('too-large');
  const detection = createDetection(options);
  const texts: string[] = [];
  let length = 0;
  const { parts, outcome } = extract(bytes, name, budget);
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
  return {
    type: outcome.type,
    inspected: why === undefined ? true : outcome.hasText ? 'partly' : false,
    ...(why === undefined ? {} : { why }),
    findings: detection.finish(),
    ...(withText ? { text: texts.join('\n') } : {}),
  };
}

export function notInspected(why: Why): InspectionReport {
  return { type: null, inspected: false, why, findings: [] };
}

function plainText(part: Part): string {
  return part.form === 'text' ? part.text : part.rows.map((row) => row.join('\t')).join('\n');
}
