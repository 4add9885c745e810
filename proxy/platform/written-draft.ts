/**
 * What a person wrote for a draft → what is kept of it: text masked where something was found, the
 * digest of it as it was written, findings without their values.
 */
import type { FindingRecord } from '../../shared/audit/content-record.ts';
import { postingText } from '../../shared/audit/posting-text.ts';
import { findingRecord } from '../../shared/audit/upload-record.ts';
import { classify } from '../../shared/classification/classify.ts';
import { detect } from '../../shared/detection/detect.ts';
import { isPublishedKind } from '../../shared/detection/finding.ts';
import { textPart } from '../../shared/detection/part.ts';
import type { CompiledPolicy } from '../../shared/policy/compile.ts';
import { draftText, wholeDraftText } from '../../shared/posting/draft-text.ts';
import { draftDigest } from './draft-digest.ts';

export interface WrittenText {
  /** Masked, as the next. */
  readonly text: string;
  readonly alts: readonly string[];
  readonly masked: boolean;
  readonly textDigest: string;
  readonly findings: readonly FindingRecord[];
  readonly level: string | null;
  /** For the rules: all of it, as it was written. */
  readonly whole: string;
}

const mostFindings = 50;

export function writtenText(
  key: string,
  written: string,
  alts: readonly string[],
  { classification }: Pick<CompiledPolicy, 'classification'>,
): WrittenText {
  const text = written.replace(/\r\n?/g, '\n');
  const whole = wholeDraftText(text, alts);
  const { threshold, confidence, persons, levelOf, order } = classification;
  const findings = detect([textPart(whole)], { threshold, confidence, persons });
  const isFound = findings.some(({ kind }) => !isPublishedKind(kind));
  const shown = postingText(text, isFound);
  const shownAlts = alts.map((alt) => postingText(alt, isFound));
  return {
    text: shown,
    alts: shownAlts,
    masked: shown !== text || shownAlts.some((alt, at) => alt !== alts[at]),
    textDigest: draftDigest(key, draftText(whole)),
    findings: findings.slice(0, mostFindings).map(findingRecord),
    level: classify(findings, levelOf, { order }).level,
    whole,
  };
}
