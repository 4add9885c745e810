/** How much one inspection may take, and why something could not be inspected. */
import type { PictureReader } from './ocr/picture-reader.ts';
import type { Picture } from './ocr/recognise-picture.ts';

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
  'ocr-time',
  'ocr-off',
  'unreadable-name',
  'busy',
  'missing',
  'not-compared',
] as const;
/**
 * `unreadable-name`: an archive keeps the name of an entry where nothing here can read it.
 * `not-compared`: documents are registered, and this terminal has not got their fingerprints.
 * `ocr-time`: there were more pictures, or larger ones, than there was time for.
 * `ocr-off`: the policy has pictures not read.
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
  /** Bytes out for each byte in, of one entry, and of all that comes out of a content. */
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
  depth: 20,
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
  /** So many bytes are looked at: what comes out of them is measured by it. */
  take(bytes: number): void;
  /** @throws NotInspected where bytes, characters or time are used up */
  spend(bytes: number): void;
  /** @throws NotInspected where there are too many entries */
  enter(): void;
  /** Text of a picture, or NotInspected. What it takes is time of its own. */
  readPicture(picture: Picture): Promise<string>;
}

/**
 * The ratio of the whole counts from so many times as much as that of an entry, and is so many times
 * as large: a text is counted as bytes, as letters and as cells.
 */
const whole = { from: 8, ratio: 3 } as const;

const noPictures: PictureReader = {
  read: () => Promise.reject(new NotInspected('ocr-off')),
  used: 0,
};

export function createBudget(
  limits: Limits,
  now: () => number,
  pictures: PictureReader = noPictures,
): Budget {
  const end = () => began + limits.time + pictures.used;
  const began = now();
  let taken = 0;
  let bytes = 0;
  let entries = 0;
  // Many small bombs, each below what one entry may be.
  const isOutOfProportion = () =>
    taken > 0 &&
    bytes > limits.ratioFrom * whole.from &&
    bytes > limits.ratio * whole.ratio * taken;
  const checkTime = () => {
    if (now() > end()) throw new NotInspected('timeout', true);
  };
  return {
    limits,
    take(more) {
      taken += more;
    },
    spend(more) {
      bytes += more;
      if (isOutOfProportion()) throw new NotInspected('ratio', true);
      if (bytes > limits.bytesOut) throw new NotInspected('too-large', true);
      checkTime();
    },
    enter() {
      entries += 1;
      if (entries > limits.entries) throw new NotInspected('too-many-entries', true);
      checkTime();
    },
    readPicture: pictures.read,
  };
}
