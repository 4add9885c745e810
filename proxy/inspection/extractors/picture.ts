/** Pictures: their text, what is written beside the pixels, and whatever lies behind their end. */
import { type Part, textPart } from '../../../shared/detection/part.ts';
import { decode, detectCharset } from '../charset.ts';
import type { Extraction, Extractor } from '../extractor.ts';
import { NotInspected } from '../limits.ts';
import { readBmp } from '../pictures/bmp.ts';
import { readGif } from '../pictures/gif.ts';
import { readJpeg } from '../pictures/jpeg.ts';
import type { PictureFacts } from '../pictures/picture-facts.ts';
import { readPng } from '../pictures/png.ts';
import { readTiffPicture } from '../pictures/tiff.ts';
import { readWebp } from '../pictures/webp.ts';
import { sniff } from '../sniff.ts';
import { withoutTags } from './markup.ts';

const readers: Readonly<Record<string, (bytes: Uint8Array) => PictureFacts | null>> = {
  png: readPng,
  jpeg: readJpeg,
  gif: readGif,
  webp: readWebp,
  tiff: readTiffPicture,
  bmp: readBmp,
};

/** Pixels that are opened; a page of A3 scanned with 600 dpi has 70 million. */
const mostPixels = 80_000_000;
/** Pixels each way: no twelve digits fit in less. */
const [leastWidth, leastHeight] = [40, 7];

export const picture: Extractor = {
  types: Object.keys(readers),
  async *extract(bytes, extraction) {
    const { type } = await sniff(bytes);
    const facts = readers[type]?.(bytes) ?? null;
    if (facts === null) throw new NotInspected('broken');
    const { problem, budget, place } = extraction;
    yield* words(facts, extraction);
    if (facts.hasMore) problem('unknown-format');
    if (mayHoldText(facts)) {
      let page = 0;
      for (const file of facts.pages()) {
        budget.enter();
        page += 1;
        const text = await budget.readPicture({ form: 'file', bytes: file, turn: facts.turn });
        if (text !== '') yield textPart(text, { ...place, page });
      }
    }
    if (facts.end !== null) yield* behind(bytes.subarray(facts.end), extraction);
  },
};

/** @throws NotInspected where it is larger than anything that is scanned */
function mayHoldText({ width, height }: PictureFacts): boolean {
  if (width * height > mostPixels) throw new NotInspected('too-large');
  const [short, long] = [Math.min(width, height), Math.max(width, height)];
  return long >= leastWidth && short >= leastHeight;
}

function* words(facts: PictureFacts, { place, budget }: Extraction): Generator<Part> {
  const texts = facts.words.flatMap((bytes) => {
    const charset = detectCharset(bytes.subarray(0, bytes.findLastIndex((byte) => byte > 0) + 1));
    return charset === null ? readable(bytes) : [withoutTags(decode(bytes, charset), true)];
  });
  const text = texts.join('\n').trim();
  budget.spend(text.length);
  if (text !== '') yield textPart(text, { ...place, corner: 'properties' });
}

/** Texts among other bytes. */
function readable(bytes: Uint8Array): string[] {
  return decode(bytes, 'utf-8').match(/[^\p{C}\ufffd]{6,}/gu) ?? [];
}

/** Cameras put a second picture there; a zip can stand there as well. */
async function* behind(rest: Uint8Array, extraction: Extraction): AsyncGenerator<Part> {
  if (rest.every((byte) => byte === 0)) return;
  yield* extraction.inner('', rest);
}
