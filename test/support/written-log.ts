/** An audit log on disk with some records, closed, to be damaged by a test. */
import { readFile, writeFile } from 'node:fs/promises';
import { openAuditLog } from '../../proxy/record/audit-log.ts';
import { segmentIn } from '../../proxy/record/segments.ts';
import type { AuditRecord, StoredRecord } from '../../shared/audit/record.ts';
import { decisionRecord, memoryLog } from './audit-records.ts';

export async function writeLog(
  folder: string,
  records: AuditRecord[],
  more: { segmentBytes?: number; terminal?: string } = {},
): Promise<StoredRecord[]> {
  const { terminal = 't-1' } = more;
  await using audit = await openAuditLog({ folder, log: memoryLog().log, ...more, terminal });
  const stored: StoredRecord[] = [];
  for (const record of records) stored.push(await audit.append(record));
  return stored;
}

export function decisions(count: number, from = 1): AuditRecord[] {
  return Array.from({ length: count }, (_, index) => decisionRecord(from + index));
}

/** Rewrites the segment that begins with record `first`. */
export async function changeSegment(
  folder: string,
  first: number,
  change: (lines: string[]) => string[],
): Promise<void> {
  const { file } = segmentIn(folder, first);
  const lines = (await readFile(file, 'utf8')).split('\n');
  await writeFile(file, change(lines).join('\n'));
}
