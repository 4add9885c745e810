/**
 * A million hosts in one buffer: an open-addressed table of keyed 64-bit hashes, written once and
 * opened without a copy, from a file or memory that threads share.
 *
 *   header (16 words)  slots (2 words each: fingerprint's low 28 bits and 4 flags, high 32 bits)
 *   extra (UTF-8)
 *
 * Names themselves are not kept. A host that is not listed is taken for a listed one with a chance
 * of n / 2^60 a key: at a million hosts and five labels about 5 in 10^12 (and nobody can search for
 * one: the hash is keyed). Every listed host is found, always.
 */
import { createHostHasher } from './host-hash.ts';

/** What is said of a key. `wide` takes its sub-domains; an exception takes a listed name out again. */
export const listedExact = 1;
export const listedWide = 2;
export const exceptExact = 4;
export const exceptWide = 8;

export interface HostSet {
  /** Listed keys; exceptions are not counted. */
  readonly count: number;
  readonly bytes: number;
  /**
   * What is listed of this host, by the precedence of filters: the host itself, else its longest
   * parent that takes sub-domains; exceptions weigh the same and win a tie.
   * @returns -1 where nothing is; else twice the place in the text where the listed key starts, plus
   *   1 where the key is this host alone
   */
  lookUp(host: string): number;
  /** What the builder was given: filters that are more than a host. */
  readonly extra: string;
}

export interface HostSetBuilder {
  /** @returns false where the same was said before */
  add(host: string, flag: number): boolean;
  /** @param exceptionsWin an exception takes out longer listed names below it too (AdBlock) */
  finish(extra: string, exceptionsWin?: boolean): Uint8Array<ArrayBuffer>;
}

const magic = 0x48_53_4b_53; // "SKSH"
const version = 1;
const headerWords = 16;
const word = {
  magic: 0,
  version: 1,
  capacity: 2,
  count: 3,
  key0: 4,
  key1: 5,
  exactDepths: 6,
  wideDepths: 7,
  extraBytes: 8,
  checksum: 9,
  exceptionsWin: 10,
} as const;
/** Slots for a host: at 0.6 full a look-up that finds nothing reads 3.6 neighbours on average. */
const slotsPerHost = 1 / 0.6;
const two32 = 4_294_967_296;

/** @param key eight random bytes: known to whoever holds the snapshot, and to nobody who names hosts */
export function createHostSetBuilder(key: Uint8Array): HostSetBuilder {
  const keys = new DataView(key.buffer, key.byteOffset, 8);
  const [key0, key1] = [keys.getInt32(0, true), keys.getInt32(4, true)];
  let capacity = 1024;
  let slots = new Int32Array(capacity * 2);
  let used = 0;
  let count = 0;
  let depths = { exact: 0, wide: 0 };
  let hash = { high: 0, low: 0 };
  const hasher = createHostHasher(key0, key1, (_, high, low) => {
    hash = { high, low };
  });

  function put(into: Int32Array, size: number, high: number, low: number): number {
    let at = slotOf(high, size);
    for (;;) {
      const found = into[at * 2] ?? 0;
      if (found === 0 || (((found ^ low) & ~15) === 0 && into[at * 2 + 1] === high)) break;
      at = at + 1 === size ? 0 : at + 1;
    }
    const before = into[at * 2] ?? 0;
    into[at * 2] = before | low;
    into[at * 2 + 1] = high;
    return before;
  }

  function resize(size: number): void {
    const next = new Int32Array(size * 2);
    for (let at = 0; at < slots.length; at += 2) {
      const low = slots[at] ?? 0;
      if (low !== 0) put(next, size, slots[at + 1] ?? 0, low);
    }
    slots = next;
    capacity = size;
  }

  return {
    add(host, flag) {
      if (used * slotsPerHost >= capacity) resize(capacity * 2);
      hasher.walk(host, 0, everyLength);
      const before = put(slots, capacity, hash.high, (hash.low & ~15) | flag);
      if (before === 0) used++;
      if ((before & flag) !== 0) return false;
      const isListed = (flag & (listedExact | listedWide)) !== 0;
      if (isListed && (before & (listedExact | listedWide)) === 0) count++;
      const depth = 1 << Math.min(31, host.split('.').length);
      const isWide = (flag & (listedWide | exceptWide)) !== 0;
      depths = {
        exact: isWide ? depths.exact : depths.exact | depth,
        wide: isWide ? depths.wide | depth : depths.wide,
      };
      return true;
    },
    finish(extra, exceptionsWin = false) {
      resize(Math.max(8, Math.ceil(used * slotsPerHost)));
      const extraBytes = new TextEncoder().encode(extra);
      const length = (headerWords + slots.length) * 4;
      const bytes = new Uint8Array(length + Math.ceil(extraBytes.length / 4) * 4);
      const words = new Int32Array(bytes.buffer);
      words.set(slots, headerWords);
      bytes.set(extraBytes, length);
      words[word.magic] = magic;
      words[word.version] = version;
      words[word.capacity] = capacity;
      words[word.count] = count;
      words[word.key0] = key0;
      words[word.key1] = key1;
      words[word.exactDepths] = depths.exact;
      words[word.wideDepths] = depths.wide;
      words[word.extraBytes] = extraBytes.length;
      words[word.exceptionsWin] = exceptionsWin ? 1 : 0;
      words[word.checksum] = checksum(words);
      return bytes;
    },
  };
}

/**
 * @param isVouchedFor the caller has compared the bytes' SHA-256: the checksum would say no more
 * @returns null where the bytes are no whole snapshot of this version
 */
export function openHostSet(bytes: Uint8Array, isVouchedFor = false): HostSet | null {
  if (bytes.length < headerWords * 4 || bytes.length % 4 !== 0) return null;
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  const words = new Int32Array(aligned.buffer, aligned.byteOffset, aligned.length / 4);
  const read = (at: number) => words[at] ?? 0;
  const capacity = read(word.capacity);
  const extraBytes = read(word.extraBytes);
  const extraAt = (headerWords + capacity * 2) * 4;
  if (read(word.magic) !== magic || read(word.version) !== version) return null;
  if (capacity < 1 || extraBytes < 0) return null;
  if (extraAt + Math.ceil(extraBytes / 4) * 4 !== bytes.length) return null;
  if (!isVouchedFor && checksum(words) !== read(word.checksum)) return null;
  const extra = new TextDecoder().decode(aligned.slice(extraAt, extraAt + extraBytes));
  const slots = words.subarray(headerWords, headerWords + capacity * 2);
  return {
    count: read(word.count),
    bytes: bytes.length,
    extra,
    lookUp: cached(createLookUp(slots, capacity, words)),
  };
}

function createLookUp(slots: Int32Array, capacity: number, words: Int32Array) {
  let exact = 0;
  let listed = -1;
  let excepted = -1;
  const { walk } = createHostHasher(
    words[word.key0] ?? 0,
    words[word.key1] ?? 0,
    (start, high, low) => {
      const flags = flagsOf(slots, capacity, high, low);
      if (flags === 0) return;
      if ((flags & listedWide) !== 0) listed = start;
      if ((flags & exceptWide) !== 0) excepted = start;
      if (start === 0) exact = flags & (listedExact | exceptExact);
    },
  );
  const wideDepths = words[word.wideDepths] ?? 0;
  const exceptionsWin = words[word.exceptionsWin] === 1;
  const wholeDepths = wideDepths | (words[word.exactDepths] ?? 0);
  return (host: string): number => {
    exact = 0;
    listed = -1;
    excepted = -1;
    walk(host, wideDepths, wholeDepths);
    if (exceptionsWin && excepted >= 0) return -1;
    if (exact !== 0) return (exact & exceptExact) !== 0 ? -1 : 1;
    if (listed < 0 || (excepted >= 0 && excepted <= listed)) return -1;
    return listed * 2;
  };
}

function flagsOf(slots: Int32Array, capacity: number, high: number, low: number): number {
  let at = slotOf(high, capacity);
  // Bounded: a table without an empty slot must not hold the thread.
  for (let step = 0; step < capacity; step++) {
    const found = slots[at * 2] ?? 0;
    if (found === 0) return 0;
    if (((found ^ low) & ~15) === 0 && slots[at * 2 + 1] === high) return found & 15;
    at = at + 1 === capacity ? 0 : at + 1;
  }
  return 0;
}

function slotOf(high: number, capacity: number): number {
  return Math.floor(((high >>> 0) * capacity) / two32);
}

/** Over all words but its own: finds accidents. What vouches for a snapshot is its SHA-256. */
function checksum(words: Int32Array): number {
  let sum = 0x811c9dc5 | 0;
  for (let at = 0; at < words.length; at++) {
    if (at !== word.checksum) sum = Math.imul(sum ^ (words[at] ?? 0), 0x01000193);
  }
  return sum;
}

const everyLength = -1;
const remembered = 1024;

/** Pages ask for the same few hosts again and again. Begins anew when full: no ageing to keep. */
function cached(lookUp: (host: string) => number): (host: string) => number {
  const results = new Map<string, number>();
  return (host) => {
    const known = results.get(host);
    if (known !== undefined) return known;
    if (results.size >= remembered) results.clear();
    const result = lookUp(host);
    results.set(host, result);
    return result;
  };
}
