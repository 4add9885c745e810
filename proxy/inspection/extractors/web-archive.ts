/** Archives of web pages: every page by itself. */
import { textPart } from '../../../shared/detection/part.ts';
import type { Extractor } from '../extractor.ts';
import { webRecords } from '../web-archive.ts';

export const webArchive: Extractor = {
  types: ['web-archive'],
  async *extract(bytes, extraction) {
    for (const { head, body } of webRecords(bytes)) {
      extraction.budget.spend(head.length);
      yield textPart(head, { ...extraction.place, corner: 'header' });
      yield* extraction.inner('', body);
    }
  },
};
