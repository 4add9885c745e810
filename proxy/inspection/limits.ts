/** How much one inspection may take, and why something could not be inspected. */

export const reasons = [
  'encrypted',
  'broken',
  'truncated',
  'too-large',
  'too-deep',
  'too-many-entries',
  'ratio',
  'timeout',
  'memory',
  'crashed',
  'unknown-format',
  'no-text',
  'unreadable-name',
  'busy',
  'missing',
] as const;
/**
 * `unreadable-name`: an archive keeps the name of an entry where nothing here can read it.
 * `missing`: there is no file (but a folder, a pipe, a device), or it cannot be read.
 */
export type Why = (typeof reasons)[number];

export interface Limits {
  /** Bytes of the content itself. */
  readonly bytesIn: number;
  /** Bytes and characters that come out of it, all entries together. */
  readonly bytesOut: number;
  /** Bytes of one part of a document, which is held in memory. */
  readonly bytesOfEntry: number;
  /** Bytes out for each byte in, of one entry. */
  readonly ratio: number;
  /** Bytes out from which the ratio counts. */
  readonly ratioFrom: number;
  /** Containers in containers. */
  readonly depth: number;
  /** Entries of all containers together, and pages. */
  readonly entries: number;
  /** Milliseconds. */
  readonly time: number;
  /** Resident bytes of the process. */
  readonly memory: number;
}

const mega = 1024 * 1024;

export const defaultLimits: Limits = {
  bytesIn: 200 * mega,
  bytesOut: 400 * mega,
  bytesOfEntry: 100 * mega,
  ratio: 200,
  ratioFrom: 4 * mega,
  depth: 6,
  entries: 10_000,
  time: 30_000,
  memory: 1024 * mega,
};

/** Thrown through extractors, caught in extract.ts: this piece, or everything, ends here. */
export class NotInspected extends Error {
  readonly why: Why;
  /** The limits of the whole are used up: nothing more can be looked at. */
  readonly isFinal: boolean;

  constructor(why: Why, isFinal = false) {
    super(why);
    this.why = why;
    this.isFinal = isFinal;
  }
}

/** Counts what one inspection has used; all its extractors share one. */
export interface Budget {
  readonly limits: Limits;
  /** @throws NotInspected where bytes, characters or time are used up */
  spend(bytes: number): void;
  /** @throws NotInspected where there are too many entries */
  enter(): void;
}

export function createBudget(limits: Limits, now: () => number): Budget {
  const end = now() + limits.time;
  let bytes = 0;
  let entries = 0;
  const checkTime = () => {
    if (now() > end) throw new NotInspected('timeout', true);
  };
  return {
    limits,
    spend(more) {
      bytes += more;
      if (bytes > limits.bytesOut) throw new NotInspected('too-large', true);
      checkTime();
    },
    enter() {
      entries += 1;
      if (entries > limits.entries) throw new NotInspected('too-many-entries', true);
      checkTime();
    },
  };
}
