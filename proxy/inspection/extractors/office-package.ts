/** What docx, xlsx and pptx share: a zip of XML parts that refer to each other. */
import { maskText } from '../../../shared/audit/mask.ts';
import { type Part, textPart } from '../../../shared/detection/part.ts';
import { decode, detectCharset } from '../charset.ts';
import type { Extraction } from '../extractor.ts';
import { NotInspected } from '../limits.ts';
import { metafileText } from '../pictures/metafile.ts';
import { XmlCursor } from '../xml-cursor.ts';
import { type ArchiveEntry, openArchive, storedArchive } from '../zip-archive.ts';
import { spokenAttributes } from './spoken-attributes.ts';

export interface OfficePackage {
  /** Names of all entries, as they stand in the file. */
  readonly names: readonly string[];
  /** XML of a part; null where there is none, or it cannot be read (then a problem is told). */
  xml(name: string): Promise<string | null>;
  /** Bytes of a part; null as with xml(). */
  binary(name: string): Promise<Uint8Array | null>;
  /** Its XML and binary parts, as far as they can be read, in a package without packing. */
  readable(): Promise<Uint8Array>;
  /** Relation id → name of the part that it leads to. */
  relations(name: string): Promise<ReadonlyMap<string, string>>;
  /** Everything that was not read by xml() or binary(): properties, charts, notes, embedded documents. */
  rest(): AsyncGenerator<Part>;
}

/** Fonts, sounds, films, drawings of Windows and the small picture of the first page: docs/inspection.md says so. */
const silent =
  /\.(?:emf|wmf|wdp|odttf|fntdata|ttf|wav|mp3|mp4|m4a|mov|avi)$|(?:^|\/)printerSettings\d*\.bin$|(?:^|\/)thumbnail\.|\[trash\]|\/$/i;
const markupName = /\.(?:xml|rels|vml)$/i;

export async function openPackage(
  bytes: Uint8Array,
  extraction: Extraction,
): Promise<OfficePackage> {
  const archive = await openArchive(bytes, extraction.budget, extraction.keys);
  if (archive.isAmbiguous) extraction.problem('broken');
  const entries = new Map(archive.entries.map((entry) => [entry.name, entry]));
  const read = new Set<string>();

  const xml = async (name: string) => {
    const entry = entries.get(name);
    if (entry === undefined) return null;
    read.add(name);
    return attempt(extraction, async () => xmlText(await entry.read()));
  };

  return {
    names: [...entries.keys()],
    xml,
    async binary(name) {
      const entry = entries.get(name);
      if (entry === undefined) return null;
      read.add(name);
      return attempt(extraction, () => entry.read());
    },
    async readable() {
      const parts = new Map<string, Uint8Array>();
      for (const [name, entry] of entries) {
        if (!markupName.test(name) && !/\.bin$/i.test(name)) continue;
        try {
          parts.set(name, await entry.read());
        } catch (error) {
          // Whoever wants that part has told it.
          if (!(error instanceof NotInspected) || error.isFinal) throw error;
        }
      }
      return storedArchive(parts);
    },
    async relations(name) {
      const at = name.lastIndexOf('/') + 1;
      const source = await xml(`${name.slice(0, at)}_rels/${name.slice(at)}.rels`);
      return source === null ? new Map() : readRelations(source, name.slice(0, at));
    },
    async *rest() {
      if (archive.comment !== '')
        yield textPart(archive.comment, { ...extraction.place, corner: 'comment' });
      for (const [name, entry] of entries) {
        if (read.has(name)) continue;
        if (silent.test(name)) {
          await compare(name, entry, extraction);
          if (/\.[ew]mf$/i.test(name)) yield* drawing(entry, extraction);
          continue;
        }
        if (markupName.test(name)) {
          const source = await xml(name);
          if (source !== null) yield* looseText(source, name, extraction);
        } else yield* embedded(name, entry, extraction);
      }
    },
  };
}

/** A picture by its bytes, where one of its length is looked for. */
async function compare(name: string, entry: ArchiveEntry, extraction: Extraction): Promise<void> {
  const { contents, place } = extraction;
  if (contents?.hasLength(entry.size) !== true) return;
  const bytes = await attempt(extraction, () => entry.read());
  const shown = shownName(name.slice(name.lastIndexOf('/') + 1));
  if (bytes !== null) contents.add(bytes, { ...place, entry: [...(place.entry ?? []), shown] });
}

/** Of a drawing the words alone. */
async function* drawing(entry: ArchiveEntry, extraction: Extraction): AsyncGenerator<Part> {
  const bytes = await attempt(extraction, () => entry.read());
  const text = bytes === null ? '' : metafileText(bytes);
  if (text !== '') yield textPart(text, { ...extraction.place, corner: 'text-box' });
}

async function* embedded(
  name: string,
  entry: ArchiveEntry,
  extraction: Extraction,
): AsyncGenerator<Part> {
  const bytes = await attempt(extraction, () => entry.read());
  if (bytes !== null) yield* extraction.inner(name.slice(name.lastIndexOf('/') + 1), bytes);
}

/** What one part throws is a problem of the document, not its end, unless it is final. */
export async function attempt<T>(
  extraction: Extraction,
  read: () => Promise<T>,
): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof NotInspected) || error.isFinal) throw error;
    extraction.problem(error.why);
    return null;
  }
}

function xmlText(bytes: Uint8Array): string {
  const charset = detectCharset(bytes);
  if (charset === null) throw new NotInspected('broken');
  return decode(bytes, charset);
}

function readRelations(source: string, folder: string): Map<string, string> {
  const relations = new Map<string, string>();
  const cursor = new XmlCursor(source);
  while (cursor.next()) {
    if (cursor.kind !== 'open' || cursor.name !== 'Relationship') continue;
    const target = cursor.attribute('Target') ?? '';
    relations.set(cursor.attribute('Id') ?? '', resolve(folder, target));
  }
  return relations;
}

function resolve(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const steps = folder.split('/').filter((step) => step !== '');
  for (const step of target.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.') steps.push(step);
  }
  return steps.join('/');
}

/** Elements after which a new line begins. */
const blocks = new Set([
  'p',
  'br',
  'cr',
  'tr',
  'si',
  'row',
  'pt',
  'comment',
  'property',
  'text',
  'lvl',
  'title',
]);
/** Attributes in which people's words stand. */
const spoken = [
  'lvlText',
  'docPr',
  'cNvPr',
  'definedName',
  'sheet',
  'hyperlink',
  'Relationship',
  'numFmt',
  'tag',
  'alias',
  'comboBox',
  'listItem',
  'author',
  'cm',
  'cmAuthor',
  'dataValidation',
  'property',
  'label',
];

/** Looks and names of looks: nothing that somebody wrote for others. */
const looks = /(?:^|\/)(?:styles|fontTable|theme\d*|numbering|tableStyles|stylesWithEffects)\.xml$/;

/** All text of a part that no extractor knows better. */
export function* looseText(
  source: string,
  name: string,
  { place, problem, budget }: Extraction,
): Generator<Part> {
  budget.spend(source.length);
  const pieces: string[] = [];
  try {
    const cursor = new XmlCursor(source);
    while (cursor.next()) {
      if (cursor.kind === 'text') pieces.push(cursor.text);
      else if (name === 'xl/xmlMaps.xml' && isForeignSchema(cursor)) problem('broken');
      else if (cursor.kind === 'close') pieces.push(blocks.has(cursor.name) ? '\n' : ' ');
      else if (name === 'docMetadata/LabelInfo.xml') pieces.push(labelFacts(cursor));
      else if (spoken.includes(cursor.name)) pieces.push(spokenText(cursor));
    }
  } catch (error) {
    if (!(error instanceof NotInspected)) throw error;
    problem(error.why);
  }
  const read = pieces.join('').replace(/ {2,}/g, ' ').trim();
  const attributes = looks.test(name) ? '' : spokenAttributes(source, read);
  const text = [read, attributes].filter((each) => each !== '').join('\n');
  if (text !== '') yield textPart(text, { ...place, corner: cornerOf(name) });
}

/** A mapped schema fetched from elsewhere: what such a sheet holds is not all in the file. */
function isForeignSchema(cursor: XmlCursor): boolean {
  const isReference = cursor.kind === 'open' && /^(?:redefine|import|include)$/.test(cursor.name);
  return isReference && /^\w+:/.test(cursor.attribute('schemaLocation') ?? '');
}

function spokenText(cursor: XmlCursor): string {
  const names = [
    'val',
    'descr',
    'title',
    'name',
    'display',
    'tooltip',
    'Target',
    'displayText',
    'text',
    'prompt',
  ];
  return names
    .map((name) => cursor.attribute(name) ?? '')
    .filter((value) => value !== '')
    .join(' ')
    .concat('\n');
}

/** A sensitivity label of a newer file, as custom properties of older ones name it. */
function labelFacts(cursor: XmlCursor): string {
  if (cursor.name !== 'label') return '';
  const bare = (name: string) => (cursor.attribute(name) ?? '').replace(/[{}]/g, '');
  const id = bare('id');
  const facts = {
    Enabled: 'enabled',
    Removed: 'removed',
    SiteId: 'siteId',
    Method: 'method',
    SetDate: 'setDate',
    Name: 'name',
    ContentBits: 'contentBits',
  };
  return Object.entries(facts)
    .map(([fact, name]) => [fact, bare(name)] as const)
    .filter(([, value]) => value !== '')
    .map(([fact, value]) => `MSIP_Label_${id}_${fact}: ${value}\n`)
    .join('');
}

function cornerOf(name: string) {
  if (/comment/i.test(name)) return 'comment';
  if (/header/i.test(name)) return 'header';
  if (/footer/i.test(name)) return 'footer';
  if (/footnotes|endnotes/i.test(name)) return 'footnote';
  if (/notesSlide/i.test(name)) return 'notes';
  if (/slideMaster|slideLayout/i.test(name)) return 'master';
  if (/drawing|diagram|chart/i.test(name)) return 'text-box';
  return 'properties';
}

/** A name from outside, where it is shown as part of a place. */
export function shownName(name: string): string {
  return maskText(name).slice(0, 200);
}
