/** Deletes by whole segments: the chain of what remains stays as it was. */
import { rm, stat } from 'node:fs/promises';
import type { StoredRecord } from '../../shared/audit/record.ts';
import { readLines, type Segment } from './segments.ts';

const lastLineBytes = 2 << 20;

/**
 * Takes segments out of `segments`, oldest first, and deletes them, as long as their last record is
 * older than `time` (milliseconds since 1970) and not above `sentUpTo`. The last segment stays.
 */
export async function dropSegmentsBefore(
  segments: Segment[],
  time: number,
  sentUpTo: number,
): Promise<number> {
  let dropped = 0;
  for (;;) {
    const [oldest, next] = segments;
    if (oldest === undefined || next === undefined || next.first - 1 > sentUpTo) return dropped;
    const last = await lastRecordAt(oldest);
    if (last === null || last >= time) return dropped;
    await rm(oldest.file, { force: true });
    segments.shift();
    dropped++;
  }
}

/** Milliseconds since 1970; null where the last line is no record: damage is not deleted silently. */
async function lastRecordAt({ file }: Segment): Promise<number | null> {
  const { size } = await stat(file);
  let text: string | null = null;
  await readLines(file, { from: Math.max(0, size - lastLineBytes) }, (line) => {
    text = line.text;
    return undefined;
  });
  try {
    const at = Date.parse((JSON.parse(text ?? '') as StoredRecord).record.at);
    return Number.isNaN(at) ? null : at;
  } catch {
    return null;
  }
}
