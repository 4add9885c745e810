/** The macros of an Office document: their source. Of the forms that go with them the title alone. */
import { textPart } from '../../../shared/detection/part.ts';
import { decode, detectCharset } from '../charset.ts';
import { readCompoundFile, type Storage } from '../compound-file.ts';
import type { Extractor } from '../extractor.ts';
import { modulesOf } from '../vba.ts';

/** Lines of the list of what belongs to a project: keys and what is locked. */
const codes = /^(?:ID|CMG|DPB|GC)=.*$/gm;
const formTitle = '\u0003VBFrame';

export const macros: Extractor = {
  types: ['vba-project'],
  async *extract(bytes, { budget, place, problem }) {
    const { root } = readCompoundFile(bytes);
    const described = [root.streams.get('PROJECT'), ...forms(root).map(titleOf)]
      .map((each) => plainText(each ?? new Uint8Array()).replace(codes, ''))
      .join('\n');
    budget.spend(described.length);
    if (described.trim() !== '') yield textPart(described, { ...place, corner: 'properties' });
    for (const { source } of modulesOf(root, (length) => budget.spend(length))) {
      if (source.trim() !== '') yield textPart(source, place);
    }
    // Labels and values of their controls stand in a form of their own.
    if (forms(root).length > 0) problem('unknown-format');
  },
};

function forms({ storages }: Storage): Storage[] {
  return storages.filter(({ name }) => name !== 'VBA');
}

function titleOf({ streams }: Storage): Uint8Array | undefined {
  return streams.get(formTitle);
}

function plainText(bytes: Uint8Array): string {
  return decode(bytes, detectCharset(bytes) ?? 'shift_jis');
}
