/** zip: each entry by itself, names and comments as text. */
import { textPart } from '../../../shared/detection/part.ts';
import { libraryEntries } from '../archives/library.ts';
import type { Extraction, Extractor } from '../extractor.ts';
import { NotInspected } from '../limits.ts';
import { type ArchiveEntry, openArchive } from '../zip-archive.ts';
import { attempt } from './office-package.ts';

export const zip: Extractor = {
  types: ['zip', 'epub', 'vsdx', 'jar', 'apk', 'xpi', '3mf'],
  async *extract(bytes, extraction) {
    const archive = await openArchive(bytes, extraction.budget, extraction.keys);
    if (archive.isAmbiguous) extraction.problem('broken');
    if (archive.comment !== '') {
      yield textPart(archive.comment, { ...extraction.place, corner: 'comment' });
    }
    for (const entry of archive.entries) {
      if (entry.comment !== '') {
        yield textPart(entry.comment, { ...extraction.place, corner: 'comment' });
      }
      if (entry.isFolder) continue;
      const content = await readEither(entry, bytes, extraction);
      yield* extraction.inner(entry.name, content);
    }
  },
};

/** Rare compressions (PPMd, LZMA …) are another library's. */
async function readEither(
  entry: ArchiveEntry,
  bytes: Uint8Array,
  extraction: Extraction,
): Promise<Uint8Array | null> {
  return attempt(extraction, async () => {
    try {
      return await entry.read();
    } catch (error) {
      if (!(error instanceof NotInspected) || error.why !== 'unknown-format') throw error;
    }
    for await (const { name, read } of libraryEntries(bytes, extraction.budget)) {
      if (name === entry.name) return read();
    }
    throw new NotInspected('unknown-format');
  });
}
