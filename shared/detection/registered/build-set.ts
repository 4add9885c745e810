/** Fingerprints of documents → the set that terminals look them up in. */
import {
  bucketOf,
  common,
  emptySet,
  mostDocuments,
  placesOf,
  type RegisteredFacts,
  sealSet,
} from './registered-set.ts';

export interface DocumentToSet extends Omit<RegisteredFacts, 'fingerprints'> {
  /** Pairs of words, high and low; each pair once. */
  readonly grams: Uint32Array;
}

export interface BuiltSet {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Of each document, in order: fingerprints that count. */
  readonly counting: readonly number[];
}

/** What stands in more documents than this says nothing of one of them; versions of one may be many. */
export function commonFrom(documents: number): number {
  return Math.max(20, Math.ceil(documents / 20)) + 1;
}

/**
 * @param stops of texts that shall not count: every fingerprint, not the chosen ones alone
 * @param key names the key that made them
 */
export function buildRegisteredSet(
  documents: readonly DocumentToSet[],
  stops: readonly Uint32Array[],
  key: string,
): BuiltSet {
  if (documents.length > mostDocuments) throw new Error('too many documents');
  const total = documents.reduce((sum, { grams }) => sum + grams.length / 2, 0);
  const bits = Math.min(20, Math.max(0, Math.ceil(Math.log2(Math.max(1, total) / 8))));
  const starts = new Uint32Array(2 ** bits + 1);
  for (const { grams } of documents) {
    for (let at = 0; at < grams.length; at += 2) {
      const after = bucketOf(grams[at] ?? 0, bits) + 1;
      starts[after] = (starts[after] ?? 0) + 1;
    }
  }
  for (let at = 1; at < starts.length; at++) starts[at] = (starts[at] ?? 0) + (starts[at - 1] ?? 0);
  const entries = placed(documents, starts, total, bits);
  const stopped = stoppedOf(stops, entries, starts, bits);
  const from = commonFrom(documents.length);
  const counting = new Array<number>(documents.length).fill(0);
  const ends = new Uint32Array(2 ** bits + 1);
  const { lows, numbers } = entries;
  let kept = 0;
  const keep = (low: number, number: number) => {
    lows[kept] = low;
    numbers[kept] = number;
    kept++;
  };
  for (let bucket = 0; bucket < 2 ** bits; bucket++) {
    const end = starts[bucket + 1] ?? 0;
    for (let at = starts[bucket] ?? 0; at < end; ) {
      let after = at + 1;
      while (after < end && lows[after] === lows[at]) after++;
      const low = lows[at] ?? 0;
      // What is kept never stands behind what is read.
      if (after - at >= from || stopped[at] === 1) keep(low, common);
      else {
        for (let each = at; each < after; each++) {
          const number = numbers[each] ?? common;
          counting[number] = (counting[number] ?? 0) + 1;
          keep(low, number);
        }
      }
      at = after;
    }
    ends[bucket + 1] = kept;
  }
  const facts = documents.map(({ grams: _, ...rest }, at) => {
    return { ...rest, fingerprints: counting[at] ?? 0 };
  });
  const words = emptySet(bits, kept, { documents: facts, key });
  const { bucketsAt, lowsAt, documentsAt } = placesOf(bits, kept);
  words.set(ends, bucketsAt);
  words.set(lows.subarray(0, kept), lowsAt);
  new Uint16Array(words.buffer, documentsAt * 4, kept).set(numbers.subarray(0, kept));
  return { bytes: sealSet(words), counting };
}

interface Entries {
  readonly lows: Uint32Array;
  readonly numbers: Uint16Array;
}

/** Bucket by bucket, in each by the low word. */
function placed(
  documents: readonly DocumentToSet[],
  starts: Uint32Array,
  total: number,
  bits: number,
): Entries {
  const next = starts.slice();
  const lows = new Uint32Array(total);
  const numbers = new Uint16Array(total);
  for (const [number, { grams }] of documents.entries()) {
    for (let at = 0; at < grams.length; at += 2) {
      const bucket = bucketOf(grams[at] ?? 0, bits);
      const low = grams[at + 1] ?? 0;
      const from = starts[bucket] ?? 0;
      let place = next[bucket] ?? 0;
      next[bucket] = place + 1;
      // Buckets are short: about eight fingerprints.
      for (; place > from && (lows[place - 1] ?? 0) > low; place--) {
        lows[place] = lows[place - 1] ?? 0;
        numbers[place] = numbers[place - 1] ?? 0;
      }
      lows[place] = low;
      numbers[place] = number;
    }
  }
  return { lows, numbers };
}

/** 1 at each place of a fingerprint that shall not count. */
function stoppedOf(
  stops: readonly Uint32Array[],
  { lows }: Entries,
  starts: Uint32Array,
  bits: number,
): Uint8Array {
  const stopped = new Uint8Array(lows.length);
  for (const grams of stops) {
    for (let at = 0; at < grams.length; at += 2) {
      const bucket = bucketOf(grams[at] ?? 0, bits);
      const end = starts[bucket + 1] ?? 0;
      for (let place = starts[bucket] ?? 0; place < end; place++) {
        if (lows[place] === grams[at + 1]) stopped[place] = 1;
      }
    }
  }
  return stopped;
}
