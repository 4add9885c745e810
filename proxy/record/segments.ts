/**
 * The files of an audit log: `000000000001.jsonl`, named by the sequence number of their first
 * record, JSON lines of StoredRecord. `readLines` streams any such file, also a damaged one.
 */
import { open, readdir } from 'node:fs/promises';
import path from 'node:path';

export interface Segment {
  readonly first: number;
  readonly file: string;
}

export function segmentIn(folder: string, first: number): Segment {
  return { first, file: path.join(folder, `${String(first).padStart(12, '0')}.jsonl`) };
}

/** In order of their first sequence number; other files are not looked at. */
export async function listSegments(folder: string): Promise<Segment[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{12,16}\.jsonl$/.test(name));
  return names
    .map((name) => ({ first: Number.parseInt(name, 10), file: path.join(folder, name) }))
    .sort((a, b) => a.first - b.first);
}

export interface Line {
  /** null where the line is longer than 1 MiB: no record is. */
  readonly text: string | null;
  /** Bytes from the file's start to the line's own. */
  readonly offset: number;
  /** Bytes from the file's start to the next line's. */
  readonly end: number;
  /** Whether a line feed ends it. */
  readonly whole: boolean;
}

const chunkBytes = 1 << 20;
const longestLine = 1 << 20;

/** Visits the lines of `file` from byte `from` to byte `until`; `visit` returns false to stop. */
export async function readLines(
  file: string,
  { from = 0, until = Number.POSITIVE_INFINITY }: { from?: number; until?: number },
  visit: (line: Line) => boolean | undefined,
): Promise<void> {
  await using handle = await open(file, 'r');
  const chunk = Buffer.allocUnsafe(chunkBytes);
  let position = from;
  let lineStart = from;
  let carried: Buffer[] = [];
  let carriedBytes = 0;
  const lineTo = (end: Buffer, at: number, whole: boolean): Line => {
    const length = carriedBytes + end.length;
    let text: string | null = null;
    if (length <= longestLine) {
      text = (carriedBytes === 0 ? end : Buffer.concat([...carried, end])).toString('utf8');
    }
    const line = { text, offset: lineStart, end: at, whole };
    carried = [];
    carriedBytes = 0;
    lineStart = at;
    return line;
  };

  while (position < until) {
    const wanted = Math.min(chunkBytes, until - position);
    const { bytesRead } = await handle.read(chunk, 0, wanted, position);
    if (bytesRead === 0) break;
    let start = 0;
    for (let feed = chunk.indexOf(10); feed !== -1 && feed < bytesRead; ) {
      const line = lineTo(chunk.subarray(start, feed), position + feed + 1, true);
      if (visit(line) === false) return;
      start = feed + 1;
      feed = chunk.indexOf(10, start);
    }
    if (start < bytesRead) {
      // Of an endless line only its length is kept.
      if (carriedBytes <= longestLine) carried.push(Buffer.from(chunk.subarray(start, bytesRead)));
      carriedBytes += bytesRead - start;
    }
    position += bytesRead;
  }
  if (carriedBytes > 0) visit(lineTo(Buffer.alloc(0), position, false));
}
