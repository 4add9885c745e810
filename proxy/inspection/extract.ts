/** Content → parts: by what its bytes are, and what stands in it in the same way. */
import { type Part, type Place, textPart } from '../../shared/detection/part.ts';
import type { PictureMetadata } from '../../shared/detection/picture-metadata.ts';
import type { WatchedContents } from '../../shared/detection/registered/watch-copies.ts';
import type { Extraction, Extractor } from './extractor.ts';
import { archive, packedArchive } from './extractors/archive.ts';
import { shortestBase64 } from './extractors/base64.ts';
import { compound } from './extractors/compound.ts';
import { brotli, compressed } from './extractors/compressed.ts';
import { csv } from './extractors/csv.ts';
import { excel } from './extractors/excel.ts';
import { ichitaro, ichitaro5 } from './extractors/ichitaro.ts';
import { json } from './extractors/json.ts';
import { macros } from './extractors/macros.ts';
import { mail } from './extractors/mail.ts';
import { markup } from './extractors/markup.ts';
import { shownName } from './extractors/office-package.ts';
import { flatOpenDocument, openDocument } from './extractors/open-document.ts';
import { outlook } from './extractors/outlook.ts';
import { picture } from './extractors/picture.ts';
import { powerpoint } from './extractors/powerpoint.ts';
import { powerpoint97 } from './extractors/powerpoint-97.ts';
import { rar } from './extractors/rar.ts';
import { rtf } from './extractors/rtf.ts';
import { selfExtracting } from './extractors/self-extracting.ts';
import { sevenZip } from './extractors/seven-zip.ts';
import { signedMessage } from './extractors/signed-message.ts';
import { tar } from './extractors/tar.ts';
import { text } from './extractors/text.ts';
import { webArchive } from './extractors/web-archive.ts';
import { winmail } from './extractors/winmail.ts';
import { word } from './extractors/word.ts';
import { word97 } from './extractors/word-97.ts';
import { zip } from './extractors/zip.ts';
import { base64In, mayHoldBase64 } from './hidden-contents.ts';
import { createKeys, type Keys } from './keys.ts';
import { type Budget, NotInspected, type Why } from './limits.ts';
import { pictureMetadata } from './metadata/picture-metadata.ts';
import { sniff } from './sniff.ts';

const extractors: readonly Extractor[] = [
  text,
  csv,
  json,
  markup,
  word,
  excel,
  powerpoint,
  openDocument,
  flatOpenDocument,
  zip,
  archive,
  packedArchive,
  rar,
  sevenZip,
  selfExtracting,
  compressed,
  brotli,
  word97,
  powerpoint97,
  outlook,
  ichitaro,
  ichitaro5,
  mail,
  rtf,
  winmail,
  signedMessage,
  tar,
  compound,
  macros,
  picture,
  webArchive,
];
const byType = new Map(
  extractors.flatMap((each) => each.types.map((type) => [type, each] as const)),
);

/** Its strings in Base64 are opened by its own extractor. */
const opensItself = new Set(['json']);

/** Text of these does not mean that the content was read. */
const silentCorners = new Set<Place['corner']>(['name', 'properties', 'comment']);

/** Of OpenPGP (RFC 9580, 6.2): what follows is encrypted, wherever in a text. */
const armour = '-----BEGIN PGP MESSAGE-----';

export interface Extracting {
  readonly parts: AsyncIterable<Part>;
  /** Complete when the parts are through. */
  readonly outcome: {
    type: string;
    problems: Why[];
    hasText: boolean;
    /** What the files of pictures in it tell. */
    readonly metadata: Set<PictureMetadata>;
  };
}

/** @param name of the file: looked at like other text */
export function extract(
  bytes: Uint8Array,
  name: string,
  budget: Budget,
  contents: WatchedContents | null = null,
  keys: Keys = createKeys(null),
): Extracting {
  const outcome: Extracting['outcome'] = {
    ...{ type: 'unknown', problems: [], hasText: false },
    metadata: new Set(),
  };
  let tables = 0;
  /** Parts of what stands inside pass through what it stands in. */
  const opened = new WeakSet<Part>();
  const armoured = new WeakSet<Part>();

  const contentParts = async function* (
    content: Uint8Array,
    place: Place,
    depth: number,
  ): AsyncGenerator<Part> {
    contents?.add(content, place);
    const { type } = await sniff(content);
    if (depth === 0) outcome.type = type;
    if (content.length === 0) return;
    if (depth > budget.limits.depth) throw new NotInspected('too-deep');
    for (const kind of pictureMetadata(type, content)) outcome.metadata.add(kind);
    const extractor = await extractorOf(type);
    if (extractor === null) throw new NotInspected('unknown-format');
    const extraction: Extraction = {
      budget,
      keys,
      place,
      contents,
      nextTable: () => ++tables,
      problem: (why) => outcome.problems.push(why),
      inner: (inner, innerBytes) => innerParts(inner, innerBytes, place, depth + 1),
    };
    for await (const part of extractor.extract(content, extraction)) {
      if (!silentCorners.has(part.place.corner)) outcome.hasText = true;
      const isArmoured = part.form === 'text' && part.text.includes(armour);
      if (isArmoured && !armoured.has(part)) outcome.problems.push(keys.locked('useless').why);
      if (isArmoured) armoured.add(part);
      yield part;
      if (opensItself.has(type) || opened.has(part)) continue;
      opened.add(part);
      yield* hidden(part, extraction);
    }
  };

  /** Base64 in a text, or a cell. */
  const hidden = async function* (part: Part, { inner }: Extraction): AsyncGenerator<Part> {
    const rows = part.form === 'text' ? [[part.text]] : part.rows;
    for (const row of rows) {
      for (const text of row) {
        if (text.length < shortestBase64 || !mayHoldBase64(text)) continue;
        for await (const bytes of base64In(text)) yield* inner('', bytes);
      }
    }
  };

  const innerParts = async function* (
    inner: string,
    content: Uint8Array | null,
    { entry = [] }: Place,
    depth: number,
  ): AsyncGenerator<Part> {
    budget.enter();
    const place = { entry: inner === '' ? entry : [...entry, shownName(inner)] };
    if (inner !== '') yield textPart(inner, { ...place, corner: 'name' });
    if (content === null) return;
    yield* contained(contentParts(content, place, depth), (why) => outcome.problems.push(why));
  };

  return { parts: whole(), outcome };

  async function* whole(): AsyncGenerator<Part> {
    if (name !== '') yield textPart(name, { corner: 'name' });
    try {
      yield* contentParts(bytes, {}, 0);
    } catch (error) {
      const problem = error instanceof NotInspected ? error.why : 'broken';
      // The limit that ended all of it says more than what was wrong with a piece.
      if (error instanceof NotInspected && error.isFinal) outcome.problems.unshift(problem);
      else outcome.problems.push(problem);
    }
  }
}

/** What fails inside one entry ends that entry; what is final ends everything. */
async function* contained(
  parts: AsyncIterable<Part>,
  problem: (why: Why) => void,
): AsyncGenerator<Part> {
  try {
    yield* parts;
  } catch (error) {
    if (error instanceof NotInspected && error.isFinal) throw error;
    problem(error instanceof NotInspected ? error.why : 'broken');
  }
}

/** Libraries that take a tenth of a second to load. */
async function extractorOf(type: string): Promise<Extractor | null> {
  if (type === 'pdf') return (await import('./extractors/pdf.ts')).pdf;
  if (type === 'xls' || type === 'xlsb') {
    const { excelBinary } = await import('./extractors/excel-binary.ts');
    return excelBinary.find(({ types }) => types.includes(type)) ?? null;
  }
  return byType.get(type) ?? null;
}
