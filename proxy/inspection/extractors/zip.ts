/** zip: each entry by itself, names and comments as text. */
import { textPart } from '../../../shared/detection/part.ts';
import type { Extractor } from '../extractor.ts';
import { openArchive } from '../zip-archive.ts';
import { attempt } from './office-package.ts';

export const zip: Extractor = {
  types: ['zip', 'odt', 'ods', 'odp', 'epub', 'vsdx', 'jar', 'apk', 'xpi', '3mf'],
  async *extract(bytes, extraction) {
    const archive = await openArchive(bytes, extraction.budget);
    if (archive.isAmbiguous) extraction.problem('broken');
    if (archive.comment !== '') {
      yield textPart(archive.comment, { ...extraction.place, corner: 'comment' });
    }
    for (const entry of archive.entries) {
      if (entry.comment !== '') {
        yield textPart(entry.comment, { ...extraction.place, corner: 'comment' });
      }
      if (entry.isFolder) continue;
      const content = await attempt(extraction, () => entry.read());
      yield* extraction.inner(entry.name, content);
    }
  },
};
