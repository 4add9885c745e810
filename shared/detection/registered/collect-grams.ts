/** What a document leaves behind when it is registered: fingerprints, each once, and how much it was. */
import type { Part } from '../part.ts';
import { eachLetter } from './letters.ts';
import { streamOf, textsOf } from './streams.ts';
import { createWinnowing, type GramKey, type Winnowing } from './winnow.ts';

export interface CollectedGrams {
  /** Pairs of words, high and low. */
  readonly grams: Uint32Array<ArrayBuffer>;
  /** Letters and digits that were read. */
  readonly letters: number;
}

export interface GramCollector {
  add(part: Part): void;
  finish(): CollectedGrams;
}

/** @param everyGram of a text that shall not count */
export function createGramCollector(key: GramKey, everyGram = false): GramCollector {
  const streams = new Map<string, Winnowing>();
  let taken = new Uint32Array(4096);
  let used = 0;
  let letters = 0;
  const take = (high: number, low: number) => {
    if (used === taken.length) {
      const larger = new Uint32Array(used * 2);
      larger.set(taken);
      taken = larger;
    }
    taken[used] = low;
    taken[used + 1] = high;
    used += 2;
  };
  return {
    add(part) {
      const name = streamOf(part);
      if (name === null) return;
      let stream = streams.get(name);
      if (stream === undefined) {
        stream = createWinnowing(key, take, everyGram);
        streams.set(name, stream);
      }
      const { add } = stream;
      for (const text of textsOf(part)) {
        eachLetter(text, (letter) => {
          letters++;
          add(letter);
        });
      }
    },
    finish() {
      // Numbers of 64 bits, the low word first: sorted, so that the same stand side by side.
      const sorted = new BigUint64Array(taken.buffer, 0, used / 2).sort();
      const words = new Uint32Array(sorted.buffer, 0, used);
      const grams = new Uint32Array(used);
      let at = 0;
      for (let from = 0; from < used; from += 2) {
        const [low = 0, high = 0] = [words[from], words[from + 1]];
        if (at > 0 && grams[at - 2] === high && grams[at - 1] === low) continue;
        grams[at++] = high;
        grams[at++] = low;
      }
      return { grams: grams.slice(0, at), letters };
    },
  };
}
