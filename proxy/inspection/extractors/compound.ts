/** OLE compound files: encrypted Office is told apart, embedded documents are taken out. */

import { readCompoundFile } from '../compound-file.ts';
import type { Extractor } from '../extractor.ts';
import { NotInspected } from '../limits.ts';

export const compound: Extractor = {
  types: ['encrypted-office', 'ole-package'],
  async *extract(bytes, extraction) {
    const file = readCompoundFile(bytes);
    if (file.type === 'encrypted-office') throw new NotInspected('encrypted');
    if (file.hasMore) extraction.problem('unknown-format');
    for (const { name, bytes: inner } of file.embedded()) yield* extraction.inner(name, inner);
  },
};
