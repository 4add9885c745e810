/** Reads records by sequence number out of an audit log's segments. */
import type { StoredRecord } from '../../shared/audit/record.ts';
import { AuditLogError } from './audit-log-error.ts';
import { readLines, type Segment } from './segments.ts';

export interface SegmentReader {
  /** At most `limit` records above `after`; the caller knows that they are durable. */
  read(after: number, limit: number): Promise<StoredRecord[]>;
}

interface Place {
  readonly segment: Segment;
  readonly offset: number;
}

/** Reading goes on where an earlier reading ended: this many ends are remembered. */
const placesKept = 16;

export function createSegmentReader(segments: readonly Segment[]): SegmentReader {
  /** Sequence number → where its line begins. */
  const places = new Map<number, Place>();

  function placeOf(seq: number): Place {
    const segment = segments.findLast((each) => each.first <= seq);
    if (segment === undefined) {
      throw new AuditLogError('not-kept', `Record ${seq} is no longer kept on this machine.`);
    }
    const place = places.get(seq);
    return place?.segment === segment ? place : { segment, offset: 0 };
  }

  function remember(seq: number, place: Place): void {
    places.set(seq, place);
    if (places.size > placesKept) places.delete(places.keys().next().value as number);
  }

  return {
    async read(after, limit) {
      const found: StoredRecord[] = [];
      while (found.length < limit) {
        const wanted = after + 1 + found.length;
        const before = found.length;
        const { segment, offset } = placeOf(wanted);
        await readLines(segment.file, { from: offset }, (line) => {
          // A line without its end is being written at this moment.
          if (!line.whole) return false;
          const seq = line.text === null ? null : seqOf(line.text);
          const next = after + 1 + found.length;
          if (seq === null ? found.length === 0 : seq < next) return undefined;
          const stored = recordIn(line.text, next);
          if (stored === null) return false;
          found.push(stored);
          if (found.length < limit) return undefined;
          remember(next + 1, { segment, offset: line.end });
          return false;
        });
        if (found.length > before) continue;
        if (found.length > 0) break;
        throw new AuditLogError(
          'damaged',
          `Record ${wanted} in ${segment.file} cannot be read. Run: sekisho audit verify`,
        );
      }
      return found;
    },
  };
}

/** Without parsing the line: only a few of a segment's are asked for. */
function seqOf(text: string): number | null {
  const seq = /^\{"terminal":"(?:[^"\\]|\\.)*","seq":(\d+),/.exec(text)?.[1];
  return seq === undefined ? null : Number(seq);
}

function recordIn(text: string | null, seq: number): StoredRecord | null {
  try {
    const stored = JSON.parse(text ?? '') as StoredRecord;
    return stored.seq === seq ? stored : null;
  } catch {
    return null;
  }
}
