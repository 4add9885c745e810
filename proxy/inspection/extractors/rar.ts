/** rar: what of it is encrypted is opened here, its names are read here, and all else by the library. */
import { plainRar } from '../archives/rar.ts';
import { rarNames } from '../archives/rar-names.ts';
import type { Extraction, Extractor } from '../extractor.ts';
import type { Why } from '../limits.ts';
import { archiveParts } from './archive.ts';

export const rar: Extractor = {
  types: ['rar'],
  async *extract(bytes, extraction) {
    const plain = plainRar(bytes, extraction.keys);
    const whole = plain?.bytes ?? bytes;
    const reading = plain?.isChecked === false ? withDoubt(extraction) : extraction;
    yield* archiveParts(whole, reading, rarNames(whole));
  },
};

/** What a wrong password makes of contents, as the library tells it. */
const garbled: ReadonlySet<Why> = new Set(['broken', 'truncated', 'unknown-format']);

function withDoubt(extraction: Extraction): Extraction {
  const { keys, problem } = extraction;
  return {
    ...extraction,
    problem: (why) => problem(garbled.has(why) ? keys.refused().why : why),
  };
}
