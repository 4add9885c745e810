/**
 * What a crash leaves at the end of a log, and where to go on. Everything that was acknowledged was
 * synced before; behind it may stand part of a batch that nobody was told about: a half line, or
 * (after a power failure) a hole of zero bytes. That is cut off and kept aside.
 */
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rm, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { nextHash } from '../../shared/audit/chain.ts';
import type { StoredRecord } from '../../shared/audit/record.ts';
import { AuditLogError } from './audit-log-error.ts';
import { type Line, listSegments, readLines, type Segment } from './segments.ts';
import { sha256 } from './sha256.ts';

export interface Tail {
  readonly seq: number;
  readonly hash: string;
  /** UTC day (`2027-03-31`) of the last record. */
  readonly day: string;
  readonly terminal: string;
  /** Where the next line goes. */
  readonly segment: Segment;
  readonly size: number;
}

export interface Recovery {
  readonly segments: Segment[];
  /** null: the log is empty. */
  readonly tail: Tail | null;
  /** Files with what was cut off. */
  readonly cut: string[];
  /** Lines among the last ones that are no records, and yet cannot come from a crash. */
  readonly damaged: number;
}

/** Larger than any batch, so that whatever a crash left lies behind this. */
const tailBytes = 8 << 20;

export async function recover(folder: string): Promise<Recovery> {
  const segments = await listSegments(folder);
  const cut: string[] = [];
  let damaged = 0;
  for (;;) {
    const segment = segments.at(-1);
    if (segment === undefined) return { segments, tail: null, cut, damaged };
    const { size } = await stat(segment.file);
    const found = await readTail(segment, size);
    damaged += found.damaged;
    if (found.end < size) cut.push(await cutOff(segment, found.end));
    if (found.last !== null) {
      const { seq, hash, terminal, record } = found.last;
      const day = record.at.slice(0, 10);
      return {
        segments,
        cut,
        damaged,
        tail: { seq, hash, day, terminal, segment, size: found.end },
      };
    }
    await rm(segment.file);
    segments.pop();
  }
}

async function readTail(segment: Segment, size: number) {
  const from = Math.max(0, size - tailBytes);
  let last: StoredRecord | null = null;
  let end = 0;
  let bad = 0;
  let damaged = 0;
  await readLines(segment.file, { from }, (line) => {
    if (from > 0 && line.offset === from) return undefined; // very likely begun in the middle
    if (line.text?.includes('\0')) return false;
    const stored = soundRecord(line);
    if (stored === null) {
      bad++;
      return undefined;
    }
    // Sound lines follow: what stands before them was not cut by a crash.
    damaged += bad;
    bad = 0;
    last = stored;
    end = line.end;
    return undefined;
  });
  if (last === null && from > 0) {
    throw new AuditLogError(
      'damaged',
      `The end of ${segment.file} holds no record. Move the folder aside for inspection and start again.`,
    );
  }
  return { last: last as StoredRecord | null, end, damaged };
}

/** The record of a whole line whose own hash is right. */
function soundRecord(line: Line): StoredRecord | null {
  // Cheaply first: millions of lines of rubbish should not hold up a start.
  if (!line.whole || !line.text?.startsWith('{')) return null;
  try {
    const stored = JSON.parse(line.text) as StoredRecord;
    const { previous, terminal, seq, record, hash } = stored;
    const right = nextHash(sha256, previous, terminal, seq, JSON.stringify(record));
    return right === hash && Number.isInteger(seq) ? stored : null;
  } catch {
    return null;
  }
}

async function cutOff(segment: Segment, end: number): Promise<string> {
  const aside = `${segment.file}.cut-${Date.now()}`;
  const from = createReadStream(segment.file, { start: end });
  await pipeline(from, createWriteStream(aside, { mode: 0o600, flush: true }));
  await using handle = await open(segment.file, 'r+');
  await handle.truncate(end);
  await handle.sync();
  return aside;
}
