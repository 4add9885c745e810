/** A copy of a document made when the test runs, and all that stands in it. */
import { Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import { defaultLimits } from '../../../../proxy/inspection/limits.ts';
import { type CopyReport, makeCopy } from '../../../../proxy/inspection/masking/make-copy.ts';
import type { FindingKind } from '../../../../shared/detection/finding.ts';

export function copyOf(
  bytes: Uint8Array,
  name = '',
  kinds: readonly FindingKind[] = ['individual-number', 'payment-card'],
): Promise<CopyReport> {
  return makeCopy(bytes, name, { limits: defaultLimits, detection: {}, withText: false, kinds });
}

/** @throws where none was made */
export async function madeOf(
  bytes: Uint8Array,
  name = '',
  kinds?: readonly FindingKind[],
): Promise<Extract<CopyReport, { made: true }>> {
  const report = await copyOf(bytes, name, kinds);
  if (!report.made) throw new Error(`no copy: ${report.why} ${JSON.stringify(report.left)}`);
  return report;
}

/** Name → source of each entry. */
export async function sourcesOf(zip: Uint8Array): Promise<Map<string, string>> {
  const reader = new ZipReader(new Uint8ArrayReader(zip));
  const sources = new Map<string, string>();
  for (const entry of await reader.getEntries()) {
    if (entry.directory) continue;
    const bytes = await entry.getData(new Uint8ArrayWriter());
    sources.set(entry.filename, new TextDecoder().decode(bytes));
  }
  return sources;
}

/** Everything in the package without tags, so that runs do not hide what they part. */
export async function wordsOf(zip: Uint8Array): Promise<string> {
  const sources = await sourcesOf(zip);
  return [...sources]
    .map(([name, source]) => `${name}\n${source.replace(/<[^>"]*>/g, '')}`)
    .join('\n');
}

export const dots = '●'.repeat(12);
