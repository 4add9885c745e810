/**
 * The fingerprints of all registered documents in one buffer, written once and opened without a copy:
 *
 *   header (8 words)  buckets (number of fingerprints before each)  low words  document numbers (16 bit)
 *   facts (JSON, UTF-8)
 *
 * A fingerprint's high bits are its bucket, its low 32 bits stand in it. No text, no title, no place.
 */

/** What is said of a document beside its fingerprints. */
export interface RegisteredFacts {
  /** `R-12`: staff are told this. */
  readonly id: string;
  readonly owner: string;
  readonly level: string;
  /** Epoch ms from which it counts no more; null: it stays. */
  readonly until: number | null;
  /** Fingerprints of its text that count: what a share is a share of. */
  readonly fingerprints: number;
  /** Of the file itself. */
  readonly bytes: number;
  /** Keyed, of the exact bytes. */
  readonly digest: string;
}

export interface RegisteredSet {
  readonly documents: readonly RegisteredFacts[];
  /** Which key made it (see `keyName`). */
  readonly key: string;
  /** Fingerprints, one for each document that has it. */
  readonly count: number;
  readonly bytes: number;
  /** Numbers of the documents that have it, or `common` alone; valid until the next call. */
  find(high: number, low: number): readonly number[];
  /** Whether a file of that length is registered. */
  hasLength(bytes: number): boolean;
  byDigest(digest: string): number;
}

/** In place of a document's number: stands in too many of them, or in a text that shall not count. */
export const common = 0xffff;
export const mostDocuments = 10_000;

const magic = 0x47_52_4b_53; // "SKRG"
const version = 1;
const headerWords = 8;
const word = { magic: 0, version: 1, bits: 2, count: 3, factsBytes: 4, checksum: 5 } as const;

/** @returns null where the bytes are no whole set of this version */
export function openRegisteredSet(bytes: Uint8Array): RegisteredSet | null {
  if (bytes.length < headerWords * 4 || bytes.length % 4 !== 0) return null;
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  const words = new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.length / 4);
  const read = (at: number) => words[at] ?? 0;
  const [bits, count, factsBytes] = [read(word.bits), read(word.count), read(word.factsBytes)];
  if (read(word.magic) !== magic || read(word.version) !== version) return null;
  if (bits > 24 || lengthOf(bits, count, factsBytes) !== bytes.length) return null;
  if (checksum(words) !== read(word.checksum)) return null;
  const { bucketsAt, lowsAt, documentsAt, factsAt } = placesOf(bits, count);
  const buckets = words.subarray(bucketsAt, lowsAt);
  const lows = words.subarray(lowsAt, documentsAt);
  const numbers = new Uint16Array(aligned.buffer, aligned.byteOffset + documentsAt * 4, count);
  const facts = readFacts(aligned.slice(factsAt * 4, factsAt * 4 + factsBytes));
  if (facts === null || (buckets[2 ** bits] ?? 0) !== count) return null;
  const { documents, key } = facts;
  const lengths = new Set(documents.map((each) => each.bytes));
  const digests = new Map(documents.map(({ digest }, at) => [digest, at]));
  const found: number[] = [];
  return {
    documents,
    key,
    count,
    bytes: bytes.length,
    find(high, low) {
      found.length = 0;
      const bucket = bucketOf(high, bits);
      const end = buckets[bucket + 1] ?? 0;
      for (let at = buckets[bucket] ?? 0; at < end; at++) {
        if (lows[at] === low) found.push(numbers[at] ?? common);
      }
      return found;
    },
    hasLength: (length) => lengths.has(length),
    byDigest: (digest) => digests.get(digest) ?? -1,
  };
}

/** Words before each part. */
export function placesOf(bits: number, count: number) {
  const bucketsAt = headerWords;
  const lowsAt = bucketsAt + 2 ** bits + 1;
  const documentsAt = lowsAt + count;
  return { bucketsAt, lowsAt, documentsAt, factsAt: documentsAt + Math.ceil(count / 2) };
}

export function bucketOf(high: number, bits: number): number {
  return bits === 0 ? 0 : high >>> (32 - bits);
}

function lengthOf(bits: number, count: number, factsBytes: number): number {
  return (placesOf(bits, count).factsAt + Math.ceil(factsBytes / 4)) * 4;
}

/** A buffer with its header and facts, for the builder to fill. */
export function emptySet(
  bits: number,
  count: number,
  facts: { readonly documents: readonly RegisteredFacts[]; readonly key: string },
): Uint32Array<ArrayBuffer> {
  const text = new TextEncoder().encode(JSON.stringify(facts));
  const words = new Uint32Array(lengthOf(bits, count, text.length) / 4);
  new Uint8Array(words.buffer).set(text, placesOf(bits, count).factsAt * 4);
  words[word.magic] = magic;
  words[word.version] = version;
  words[word.bits] = bits;
  words[word.count] = count;
  words[word.factsBytes] = text.length;
  return words;
}

/** Once it is filled. */
export function sealSet(words: Uint32Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  words[word.checksum] = checksum(words);
  return new Uint8Array(words.buffer);
}

/** Finds accidents. What vouches for a set is its SHA-256 in the signed manifest. */
function checksum(words: Uint32Array): number {
  let sum = 0x811c9dc5 | 0;
  for (let at = 0; at < words.length; at++) {
    if (at !== word.checksum) sum = Math.imul(sum ^ (words[at] ?? 0), 0x01000193);
  }
  return sum >>> 0;
}

function readFacts(bytes: Uint8Array): { documents: RegisteredFacts[]; key: string } | null {
  try {
    const facts: unknown = JSON.parse(new TextDecoder().decode(bytes));
    if (facts === null || typeof facts !== 'object') return null;
    const { documents, key } = facts as Record<string, unknown>;
    const isWhole = Array.isArray(documents) && documents.every(isFacts) && typeof key === 'string';
    return isWhole ? { documents, key } : null;
  } catch {
    return null;
  }
}

function isFacts(value: unknown): value is RegisteredFacts {
  if (value === null || typeof value !== 'object') return false;
  const { id, owner, level, until, fingerprints, bytes, digest } = value as Record<string, unknown>;
  return (
    [id, owner, level, digest].every((each) => typeof each === 'string') &&
    [fingerprints, bytes].every((each) => typeof each === 'number') &&
    (until === null || typeof until === 'number')
  );
}
