/**
 * A copy with the values masked, looked at again until nothing of their kinds is left:
 *
 *   bytes ─ inspect ─► values ─ mask ─► copy ─ inspect ─┬► nothing left: the copy
 *                        ▲                              └► what stands beside a mask may count now
 *                        └──────────────────────────────── (three times at most)
 *
 * The values stay in this process and are gone with the call.
 */
import type { FoundValue } from '../../../shared/detection/detect.ts';
import type { Finding, FindingKind } from '../../../shared/detection/finding.ts';
import type { PictureMetadata } from '../../../shared/detection/picture-metadata.ts';
import { indexValues } from '../../../shared/masking/find-values.ts';
import { replaceSpans } from '../../../shared/masking/replace-spans.ts';
import { copyName } from '../../../shared/masking/taken-out.ts';
import {
  type InspectionOptions,
  type InspectionReport,
  inspectContent,
} from '../inspect-content.ts';
import { type Budget, createBudget, NotInspected, type Why } from '../limits.ts';
import { sniff } from '../sniff.ts';
import { maskPackage } from './mask-package.ts';
import { maskText } from './mask-text.ts';

export type CopyReport =
  | {
      readonly made: true;
      readonly bytes: Uint8Array;
      readonly name: string;
      /** Of the copy. */
      readonly report: InspectionReport;
      /** What was masked: the findings before. */
      readonly masked: readonly Finding[];
      /** Of a picture: what its file told. */
      readonly removed?: readonly PictureMetadata[];
    }
  | {
      readonly made: false;
      /** `left`: values stand where nothing can be changed. */
      readonly why: Why | 'left';
      readonly left: readonly Finding[];
    };

const mostRounds = 3;
/** Documents in documents. */
const deepest = 3;

/** Never throws: what fails is a reason. */
export async function makeCopy(
  bytes: Uint8Array,
  name: string,
  options: InspectionOptions & { readonly kinds: readonly FindingKind[] },
): Promise<CopyReport> {
  const { limits } = options;
  const kinds = new Set(options.kinds);
  const values: FoundValue[] = [];
  const look = (content: Uint8Array, called: string) =>
    inspectContent(content, called, {
      ...options,
      withText: false,
      detection: {
        ...options.detection,
        onValue: (value) => {
          if (kinds.has(value.kind)) values.push(value);
        },
      },
    });
  const ofKinds = ({ findings }: InspectionReport) =>
    findings.filter(({ kind }) => kinds.has(kind));
  try {
    let copy = bytes;
    let called = name;
    let report = await look(copy, called);
    const masked = ofKinds(report);
    for (let round = 0; ofKinds(report).length > 0; round++) {
      const before = copy;
      const calledBefore = called;
      if (round < mostRounds) {
        const budget = createBudget(limits, () => performance.now());
        copy = (await maskContent(copy, values, budget, 0)) ?? copy;
        called = replaceSpans(called, indexValues(values).find(called));
      }
      // Nothing more to change: it stands where nothing can be.
      if (copy === before && called === calledBefore) {
        return { made: false, why: report.why ?? 'left', left: ofKinds(report) };
      }
      report = await look(copy, called);
    }
    return { made: true, bytes: copy, name: copyName(called), report, masked };
  } catch (error) {
    const why = error instanceof NotInspected ? error.why : 'broken';
    return { made: false, why, left: [] };
  }
}

/** null: nothing that can be changed here. */
async function maskContent(
  bytes: Uint8Array,
  values: readonly FoundValue[],
  budget: Budget,
  depth: number,
): Promise<Uint8Array | null> {
  if (bytes.length === 0 || depth > deepest) return null;
  const { type } = await sniff(bytes);
  if (type === 'text' || type === 'csv') return maskText(bytes, indexValues(values));
  if (type === 'docx' || type === 'xlsx' || type === 'pptx') {
    return maskPackage(bytes, values, budget, (inner) =>
      maskContent(inner, values, budget, depth + 1),
    );
  }
  return null;
}
