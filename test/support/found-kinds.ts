/** What detection finds in a text or a table, as kinds, for tables of test cases. */
import { detect } from '../../shared/detection/detect.ts';
import type { FindingKind } from '../../shared/detection/finding.ts';
import { tablePart, textPart } from '../../shared/detection/part.ts';

export function kindsIn(text: string, alone = false): FindingKind[] {
  return [...new Set(detect([{ ...textPart(text), alone }]).map(({ kind }) => kind))];
}

export function kindsInTable(rows: readonly (readonly string[])[]): FindingKind[] {
  return [...new Set(detect([tablePart(rows)]).map(({ kind }) => kind))];
}

export function masksIn(text: string): string[] {
  return detect([textPart(text)]).map(({ masked }) => masked);
}
