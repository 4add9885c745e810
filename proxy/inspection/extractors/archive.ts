/** lzh, cab and their kin: each entry by itself; tar also where it is packed by lzip or compress. */
import { type Part, textPart } from '../../../shared/detection/part.ts';
import { cabProblem } from '../archives/cab-layout.ts';
import { cabNames } from '../archives/cab-names.ts';
import { libraryEntries } from '../archives/library.ts';
import { lzhNames } from '../archives/lzh-names.ts';
import type { Extraction, Extractor } from '../extractor.ts';
import { NotInspected } from '../limits.ts';
import { attempt } from './office-package.ts';

/** Where the library does not tell letters beyond ASCII. */
const namesOf: Readonly<Record<string, (bytes: Uint8Array) => string[]>> = {
  lzh: lzhNames,
  cab: cabNames,
};

export const archive: Extractor = {
  types: ['lzh', 'cab', 'cpio', 'iso', 'rpm', 'ar'],
  async *extract(bytes, extraction) {
    const kind = kindOf(bytes);
    const problem = kind === 'cab' ? cabProblem(bytes) : null;
    if (problem !== null) extraction.problem(problem);
    yield* archiveParts(bytes, extraction, namesOf[kind]?.(bytes) ?? []);
  },
};

/** The library unpacks them where it knows what is inside; of a disc image it then sees no file. */
export const packedArchive: Extractor = {
  types: ['lz', 'Z'],
  async *extract(bytes, extraction) {
    let files = 0;
    const inner: Extraction['inner'] = (name, content) => {
      files += 1;
      return extraction.inner(name, content);
    };
    yield* archiveParts(bytes, { ...extraction, inner }, []);
    if (files === 0) throw new NotInspected('unknown-format');
  },
};

/** @param names of its entries in their order; none where only the library knows them */
export async function* archiveParts(
  bytes: Uint8Array,
  extraction: Extraction,
  names: readonly string[],
): AsyncGenerator<Part> {
  let count = 0;
  try {
    for await (const { name: told, isFolder, read } of libraryEntries(bytes, extraction.budget)) {
      const name = names[count++] ?? told;
      if (name === null) extraction.problem('unreadable-name');
      if (isFolder) {
        if (name !== null) yield textPart(name, { ...extraction.place, corner: 'name' });
        continue;
      }
      yield* extraction.inner(name ?? '', await attempt(extraction, async () => read()));
    }
  } catch (error) {
    if (!(error instanceof NotInspected) || error.isFinal) throw error;
    // A method that the library does not know: the names can be told all the same.
    if (count === 0) for (const name of names) yield* extraction.inner(name, null);
    if (count === 0) throw error;
    extraction.problem(error.why);
  }
  if (count === 0) throw new NotInspected('unknown-format');
  if (names.length > 0 && names.length !== count) extraction.problem('broken');
}

function kindOf(bytes: Uint8Array): string {
  return Object.entries(signatures).find(([, is]) => is(bytes))?.[0] ?? '';
}

const signatures: Readonly<Record<string, (bytes: Uint8Array) => boolean>> = {
  cab: (bytes) => textAt(bytes, 0, 4) === 'MSCF',
  lzh: (bytes) => /^-l[hz]/.test(textAt(bytes, 2, 3)),
};

function textAt(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length));
}
