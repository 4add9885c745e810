/** Content → parts: by what its bytes are, and what stands in it in the same way. */
import { type Part, type Place, textPart } from '../../shared/detection/part.ts';
import type { Extraction, Extractor } from './extractor.ts';
import { archive } from './extractors/archive.ts';
import { compound } from './extractors/compound.ts';
import { brotli, compressed } from './extractors/compressed.ts';
import { csv } from './extractors/csv.ts';
import { excel } from './extractors/excel.ts';
import { ichitaro, ichitaro5 } from './extractors/ichitaro.ts';
import { json } from './extractors/json.ts';
import { mail } from './extractors/mail.ts';
import { markup } from './extractors/markup.ts';
import { shownName } from './extractors/office-package.ts';
import { outlook } from './extractors/outlook.ts';
import { powerpoint } from './extractors/powerpoint.ts';
import { powerpoint97 } from './extractors/powerpoint-97.ts';
import { rtf } from './extractors/rtf.ts';
import { selfExtracting } from './extractors/self-extracting.ts';
import { signedMessage } from './extractors/signed-message.ts';
import { tar } from './extractors/tar.ts';
import { text } from './extractors/text.ts';
import { winmail } from './extractors/winmail.ts';
import { word } from './extractors/word.ts';
import { word97 } from './extractors/word-97.ts';
import { zip } from './extractors/zip.ts';
import { type Budget, NotInspected, type Why } from './limits.ts';
import { sniff } from './sniff.ts';

const extractors: readonly Extractor[] = [
  text,
  csv,
  json,
  markup,
  word,
  excel,
  powerpoint,
  zip,
  archive,
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
];
const byType = new Map(
  extractors.flatMap((each) => each.types.map((type) => [type, each] as const)),
);

/** Text of these does not mean that the content was read. */
const silentCorners = new Set<Place['corner']>(['name', 'properties', 'comment']);

export interface Extracting {
  readonly parts: AsyncIterable<Part>;
  /** Complete when the parts are through. */
  readonly outcome: { type: string; problems: Why[]; hasText: boolean };
}

/** @param name of the file: looked at like other text */
export function extract(bytes: Uint8Array, name: string, budget: Budget): Extracting {
  const outcome: Extracting['outcome'] = { type: 'unknown', problems: [], hasText: false };
  let tables = 0;

  const contentParts = async function* (
    content: Uint8Array,
    place: Place,
    depth: number,
  ): AsyncGenerator<Part> {
    const { type } = await sniff(content);
    if (depth === 0) outcome.type = type;
    if (content.length === 0) return;
    if (depth > budget.limits.depth) throw new NotInspected('too-deep');
    const extractor = await extractorOf(type);
    if (extractor === null) throw new NotInspected('unknown-format');
    const extraction: Extraction = {
      budget,
      place,
      nextTable: () => ++tables,
      problem: (why) => outcome.problems.push(why),
      inner: (inner, innerBytes) => innerParts(inner, innerBytes, place, depth + 1),
    };
    for await (const part of extractor.extract(content, extraction)) {
      if (!silentCorners.has(part.place.corner)) outcome.hasText = true;
      yield part;
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
      outcome.problems.push(error instanceof NotInspected ? error.why : 'broken');
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
