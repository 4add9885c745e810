/**
 *   letters ─► every run of 12 (rolling hash) ─► of 12 in a row the smallest ─► keyed hash
 * Winnowing (Schleimer, Wilkerson, Aiken 2003): two texts that share 23 letters choose a common
 * fingerprint, wherever it stands in either. The rolling hash, too, is made with the key, and only
 * what is chosen is hashed once more: without the key a fingerprint says nothing.
 */
import { createKeyedHash } from './keyed-hash.ts';

/** Letters that one fingerprint covers. */
export const gramLetters = 12;
/** Of so many fingerprints in a row one is chosen. */
export const windowGrams = 12;
/** So many chosen ones that follow each other, all of one document, are a copy. */
export const enoughInRow = 5;
/** Letters: a copied run of so many is always found (where it does not repeat itself). */
export const guaranteedLetters = gramLetters - 1 + enoughInRow * windowGrams;
/** Letters from the first to the last of `enoughInRow`, at least: nothing shorter is ever found. */
export const fewestBetween = (enoughInRow - 2) * windowGrams + 1;

export const secretBytes = 32;

/** What the key makes; good for any number of texts. */
export interface GramKey {
  readonly letters: readonly [Int32Array, Int32Array];
  readonly multipliers: readonly [number, number];
  /** Of the letter that drops out. */
  readonly powers: readonly [number, number];
  readonly hash: ReturnType<typeof createKeyedHash>;
}

/** @param secret 32 bytes */
export function createGramKey(secret: Uint8Array): GramKey {
  if (secret.length !== secretBytes) throw new Error('a secret has 32 bytes');
  const view = new DataView(secret.buffer, secret.byteOffset, secretBytes);
  const word = (at: number) => view.getInt32(at * 4, true);
  // 3 modulo 8: far from the multipliers whose powers soon repeat.
  const multipliers = [(word(6) & ~7) | 3, (word(7) & ~7) | 3] as const;
  return {
    letters: [spread(word(4)), spread(word(5))],
    multipliers,
    powers: [power(multipliers[0]), power(multipliers[1])],
    hash: createKeyedHash([word(0), word(1), word(2), word(3)]),
  };
}

export interface Winnowing {
  add(letter: number): void;
  /** What comes next belongs to another text. */
  reset(): void;
}

/**
 * @param take a fingerprint, and the number of letters before the end of its run
 * @param everyGram all of them: for texts that shall not count, wherever they stand
 */
export function createWinnowing(
  { letters, multipliers, powers, hash }: GramKey,
  take: (high: number, low: number, end: number) => void,
  everyGram = false,
): Winnowing {
  const [firstLetters, secondLetters] = letters;
  const [firstBy, secondBy] = multipliers;
  const [firstOut, secondOut] = powers;
  // What the letters of the last run add, times what they have grown by when they drop out.
  const firstGone = new Int32Array(gramLetters);
  const secondGone = new Int32Array(gramLetters);
  const firsts = new Int32Array(windowGrams);
  const seconds = new Int32Array(windowGrams);
  const orders = new Int32Array(windowGrams);
  let first = 0;
  let second = 0;
  let count = 0;
  let slot = 0;
  /** Of the newest run in the window. */
  let place = -1;
  /** How many runs ago the smallest was, and where it stands. */
  let age = windowGrams;
  let smallest = 0;
  /** Letters of the texts before. */
  let begin = 0;

  function give(at: number, ago: number): void {
    hash.of(firsts[at] ?? 0, seconds[at] ?? 0);
    take(hash.high, hash.low, begin + count - ago);
  }

  function choose(): void {
    age++;
    if (age < windowGrams) {
      if ((orders[place] ?? 0) >= (orders[smallest] ?? 0)) return;
      smallest = place;
      age = 0;
    } else {
      smallest = place;
      age = 0;
      for (let ago = 1, at = place; ago < windowGrams; ago++) {
        at = at === 0 ? windowGrams - 1 : at - 1;
        if ((orders[at] ?? 0) >= (orders[smallest] ?? 0)) continue;
        smallest = at;
        age = ago;
      }
    }
    give(smallest, age);
  }

  return {
    add(letter) {
      const one = firstLetters[letter] ?? 0;
      const two = secondLetters[letter] ?? 0;
      // Nothing drops out of the first run: the ring begins with zeros.
      first = (Math.imul(first, firstBy) + one - (firstGone[slot] ?? 0)) | 0;
      second = (Math.imul(second, secondBy) + two - (secondGone[slot] ?? 0)) | 0;
      firstGone[slot] = Math.imul(one, firstOut);
      secondGone[slot] = Math.imul(two, secondOut);
      slot = slot + 1 === gramLetters ? 0 : slot + 1;
      count++;
      if (count < gramLetters) return;
      place = place + 1 === windowGrams ? 0 : place + 1;
      firsts[place] = first;
      seconds[place] = second;
      orders[place] = mix(first ^ Math.imul(second, 0x9e3779b1));
      if (everyGram) give(place, 0);
      else if (count >= gramLetters + windowGrams - 1) choose();
    },
    reset() {
      begin += count;
      count = 0;
      first = 0;
      second = 0;
      age = windowGrams;
      firstGone.fill(0);
      secondGone.fill(0);
    },
  };
}

function spread(seed: number): Int32Array {
  const by = mix(seed ^ 0x5bd1e995) | 1;
  return Int32Array.from({ length: 0x1_0000 }, (_, code) => mix(Math.imul(code + 1, by) ^ seed));
}

function power(by: number): number {
  let result = 1;
  for (let at = 0; at < gramLetters; at++) result = Math.imul(result, by);
  return result;
}

/** The end of MurmurHash3: every bit of the input moves every bit of the output. */
function mix(value: number): number {
  let h = value;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
