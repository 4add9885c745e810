/** 7z: its names, and what of it is encrypted, are read here, and all else by the library. */
import { textPart } from '../../../shared/detection/part.ts';
import { openSevenZip, type SevenZip } from '../archives/seven-zip.ts';
import type { Extraction, Extractor } from '../extractor.ts';
import { NotInspected } from '../limits.ts';
import { archiveParts } from './archive.ts';
import { attempt } from './office-package.ts';

export const sevenZip: Extractor = {
  types: ['7z'],
  async *extract(bytes, extraction) {
    const { isEncrypted, entries } = await opened(bytes, extraction);
    if (!isEncrypted) {
      const names = entries.map(({ name }) => name);
      yield* archiveParts(bytes, extraction, names);
      return;
    }
    for (const { name, isFolder, read } of entries) {
      if (isFolder) yield textPart(name, { ...extraction.place, corner: 'name' });
      else yield* extraction.inner(name, await attempt(extraction, read));
    }
  },
};

/** What is wrong with an archive otherwise is the library's to say. */
async function opened(bytes: Uint8Array, { budget, keys }: Extraction): Promise<SevenZip> {
  try {
    return await openSevenZip(bytes, budget, keys);
  } catch (error) {
    const isOurs = !(error instanceof NotInspected) || error.isFinal || error.why === 'encrypted';
    if (isOurs) throw error;
    return { isEncrypted: false, entries: [] };
  }
}
