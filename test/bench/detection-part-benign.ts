/** Published files that hold nobody's number, and lists of invented persons. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { classify } from '../../shared/classification/classify.ts';
import { isPublishedKind } from '../../shared/detection/finding.ts';
import { defaultLevels, defaultUploads } from '../../shared/policy/uploads-schema.ts';
import { inspect } from '../proxy/inspection/build-documents.ts';

const folder = path.join(import.meta.dirname, '../../../shared/data/pii');

export interface BenignResult {
  readonly files: number;
  /** Files in which something makes a level. */
  readonly levelled: readonly string[];
  readonly bulk: number;
  readonly counts: ReadonlyMap<string, number>;
}

/** @param every one file in so many */
export async function lookAtBenign(every: number): Promise<BenignResult> {
  const counts = new Map<string, number>();
  const levelled: string[] = [];
  let bulkFiles = 0;
  const names = readdirSync(path.join(folder, 'benign/files')).filter((_, at) => at % every === 0);
  for (const name of names) {
    const bytes = gunzipSync(readFileSync(path.join(folder, 'benign/files', name)));
    const { findings } = await inspect(bytes, { withText: false });
    for (const { kind, count } of findings) counts.set(kind, (counts.get(kind) ?? 0) + count);
    const serious = findings.filter(({ kind }) => kind !== 'mark' && kind !== 'bulk-personal-data');
    if (classify(serious, defaultUploads.levelOf, defaultLevels).level !== null) {
      const kinds = [
        ...new Set(serious.filter(({ kind }) => !isPublishedKind(kind)).map(({ kind }) => kind)),
      ];
      levelled.push(`${name}: ${kinds.join(', ')}`);
    }
    if (findings.some(({ kind }) => kind === 'bulk-personal-data')) bulkFiles++;
  }
  return { files: names.length, levelled, bulk: bulkFiles, counts };
}

export async function benign(): Promise<string[]> {
  const { files, levelled, bulk: flagged, counts } = await lookAtBenign(1);
  return [
    `${levelled.length} of ${files} files with a number, account or credential (wanted 0)`,
    ...levelled,
    `${flagged} of ${files} files as personal data in bulk: ${((100 * flagged) / files).toFixed(1)} % (wanted ≤ 2 %)`,
    `what is published by itself: ${[...counts].map(([kind, count]) => `${kind} ${count}`).join(', ')}`,
  ];
}

export async function bulk(): Promise<string[]> {
  const names = readdirSync(path.join(folder, 'bulk_fictional/files'));
  const missed: string[] = [];
  for (const name of names) {
    const bytes = readFileSync(path.join(folder, 'bulk_fictional/files', name));
    const { findings } = await inspect(bytes, { withText: false });
    if (!findings.some(({ kind }) => kind === 'bulk-personal-data')) missed.push(name);
  }
  return [`${names.length - missed.length} of ${names.length} lists found (wanted all)`, ...missed];
}
