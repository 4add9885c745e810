/** odt, ods, odp, odg: a zip whose content and styles are XML; pictures and objects stand beside it. */
import { type Part, textPart } from '../../../shared/detection/part.ts';
import { decode, detectCharset } from '../charset.ts';
import { type EntryLock, openEntry, readEntryLocks } from '../decryption/open-document-keys.ts';
import type { Extraction, Extractor } from '../extractor.ts';
import { NotInspected } from '../limits.ts';
import { metafileText } from '../pictures/metafile.ts';
import { type ArchiveEntry, openArchive } from '../zip-archive.ts';
import { attempt, shownName } from './office-package.ts';
import { openDocumentText } from './open-document-text.ts';
import { guarded } from './word.ts';

/** Small pictures of the first page, where lines break, fonts, and what objects look like. */
const silent =
  /^(?:mimetype$|Thumbnails\/|layout-cache$|Fonts\/|Pictures\/TablePreview\d+\.svm$)|\/$/;
const drawing = /\.(?:emf|wmf)$/i;
const replacement = /^ObjectReplacements\//;
const text = /(?:^|\/)(?:content|styles|meta)\.xml$/;
const starMetafile = 'VCLMTF';

export const openDocument: Extractor = {
  types: ['odt', 'ods', 'odp', 'odg'],
  async *extract(bytes, extraction) {
    const archive = await openArchive(bytes, extraction.budget, extraction.keys);
    if (archive.isAmbiguous) extraction.problem('broken');
    const comments = [archive, ...archive.entries].map(({ comment }) => comment);
    const said = comments.filter((each) => each !== '').join('\n');
    if (said !== '') yield textPart(said, { ...extraction.place, corner: 'comment' });
    const locks = await entryLocks(archive.entries, extraction);
    for (const entry of archive.entries) {
      if (entry.isFolder || silent.test(entry.name)) continue;
      const read = async () => {
        const stored = await entry.read();
        const lock = locks.get(entry.name);
        if (lock === undefined) return stored;
        return openEntry(stored, lock, extraction.keys, extraction.budget);
      };
      // Without its text it was not inspected; else it was in part.
      const isText = entry.name === 'content.xml' && locks.has(entry.name);
      const content = isText ? await read() : await attempt(extraction, read);
      if (content !== null) yield* entryParts(entry, content, extraction);
    }
  },
};

async function entryLocks(entries: readonly ArchiveEntry[], extraction: Extraction) {
  const manifest = entries.find(({ name }) => name === 'META-INF/manifest.xml');
  const read = async () =>
    manifest === undefined ? null : readEntryLocks(decode(await manifest.read(), 'utf-8'));
  return (await attempt(extraction, read)) ?? new Map<string, EntryLock | null>();
}

/** The same in one file of XML. */
export const flatOpenDocument: Extractor = {
  types: ['flat-odf'],
  async *extract(bytes, extraction) {
    yield* xmlParts(bytes, extraction);
  },
};

async function* entryParts(
  { name }: ArchiveEntry,
  content: Uint8Array,
  extraction: Extraction,
): AsyncGenerator<Part> {
  const { place } = extraction;
  const isMain = !name.includes('/');
  const inside = isMain ? place : { ...place, entry: [...(place.entry ?? []), shownName(name)] };
  if (text.test(name)) {
    const at = name.endsWith('meta.xml') ? { ...inside, corner: 'properties' as const } : inside;
    yield* xmlParts(content, { ...extraction, place: at });
  } else if (drawing.test(name) || replacement.test(name)) {
    const words = metafileText(content);
    if (words !== '') yield textPart(words, { ...place, corner: 'text-box' });
    else if (!drawing.test(name) && !isStarMetafile(content))
      yield* extraction.inner(name, content);
  } else yield* extraction.inner(name, content);
}

function* xmlParts(bytes: Uint8Array, extraction: Extraction): Generator<Part> {
  const charset = detectCharset(bytes);
  if (charset === null) throw new NotInspected('broken');
  yield* guarded(openDocumentText(decode(bytes, charset), extraction), extraction);
}

function isStarMetafile(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, starMetafile.length)).toString('latin1') === starMetafile;
}
