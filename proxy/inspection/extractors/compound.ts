/** OLE compound files: encrypted Office is told apart, embedded documents are taken out. */
import { type Part, textPart } from '../../../shared/detection/part.ts';
import { embeddedIn } from '../compound-embedded.ts';
import { embeddedStreams, readCompoundFile, type Storage, typeOf } from '../compound-file.ts';
import { propertyText } from '../compound-properties.ts';
import { openOffice } from '../decryption/open-office.ts';
import type { Extraction, Extractor } from '../extractor.ts';

export const compound: Extractor = {
  types: ['encrypted-office', 'ole-package', 'compound-file'],
  async *extract(bytes, extraction) {
    const { type, root } = readCompoundFile(bytes);
    if (type === 'encrypted-office') {
      const { bytes: opened, isWhole } = await openOffice(root, extraction.keys, extraction.budget);
      if (!isWhole) extraction.problem('broken');
      yield* extraction.inner('', opened);
      return;
    }
    if (hasMore(root)) extraction.problem('unknown-format');
    yield* besideText(root, extraction);
  },
};

/** Properties and embedded documents: what all OLE documents have beside their own text. */
export async function* besideText(root: Storage, extraction: Extraction): AsyncGenerator<Part> {
  const properties = propertyText(root);
  if (properties !== '') {
    extraction.budget.spend(properties.length);
    yield textPart(properties, { ...extraction.place, corner: 'properties' });
  }
  const projects = root.storages.filter(({ name }) => macroStorages.has(name));
  // Those that can be read are embedded as well.
  if (projects.some((each) => typeOf(each) !== 'vba-project')) extraction.problem('unknown-format');
  for (const { name, bytes, paths = [] } of embeddedIn(root)) {
    if (paths.length > 0)
      yield textPart(paths.join('\n'), { ...extraction.place, corner: 'properties' });
    yield* extraction.inner(name, bytes);
  }
}

const macroStorages = new Set(['Macros', '_VBA_PROJECT_CUR']);

/** Also what OLE keeps beside an embedded document: its class, its picture, its links. */
const known = new Set([
  ...embeddedStreams,
  '\u0001CompObj',
  '\u0001Ole',
  '\u0003ObjInfo',
  '\u0003LinkInfo',
  '\u0003EPRINT',
  '\u0002OlePres000',
  '\u0005SummaryInformation',
  '\u0005DocumentSummaryInformation',
  '\u0001Sh33tJ5',
]);

/** Streams that are neither embedded documents nor what goes with them. */
function hasMore({ streams, storages }: Storage): boolean {
  return (
    [...streams].some(([name, { length }]) => length > 0 && !known.has(name)) ||
    storages.some(hasMore)
  );
}
