/**
 * What a page of a PDF shows beside its text: pictures as grey pixels, words on its annotations, and
 * whether there is more.
 */
import { OPS, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { type Grey, spread } from '../ocr/grey.ts';
import type { Picture } from '../ocr/recognise-picture.ts';

export interface Shown {
  readonly pictures: readonly Picture[];
  /** Letters that are painted for each annotation: fields as they are shown, stamps, signatures. */
  readonly written: readonly string[];
  /** A picture, or the font of a text, could not be decoded. */
  readonly isLost: boolean;
  /** Lines, areas and letters that no picture holds: beside a picture, enough of them to be a text. */
  readonly draws: boolean;
}

/** Of pdf.js: how the bytes of a picture are to be taken. */
const [bits, rgb, rgba] = [1, 2, 3];
/** Numbers that paths are made of: the outlines of a few words; the frames of a scan are fewer. */
const fewPoints = 400;
/** Pixels: no twelve digits fit in less. */
const [leastWidth, leastHeight] = [40, 7];

interface Decoded {
  readonly width: number;
  readonly height: number;
  readonly kind?: number;
  readonly data?: Uint8Array | Uint8ClampedArray | null;
}

export async function shownOn(page: PDFPageProxy): Promise<Shown> {
  const { fnArray, argsArray } = await page.getOperatorList();
  const found: Grey[] = [];
  const written: string[] = [];
  let isLost = false;
  let isAnnotation = false;
  let hasFont = true;
  let points = 0;
  let letters = 0;
  for (const [at, operation] of fnArray.entries()) {
    const args: readonly unknown[] = argsArray[at] ?? [];
    if (operation === OPS.beginAnnotation) written.push('');
    if (operation === OPS.beginAnnotation || operation === OPS.endAnnotation)
      isAnnotation = operation === OPS.beginAnnotation;
    if (operation === OPS.setFont) hasFont = await isFont(String(args[0]), page);
    if (operation === OPS.showText) isLost ||= !hasFont;
    if (isAnnotation) written.push((written.pop() ?? '') + writtenBy(operation, args));
    if (operation === OPS.constructPath) points += pointsOf(args);
    else if (isLetter(operation, args)) letters += 1;
    else {
      const decoded = await decodedBy(operation, args, page);
      if (decoded === undefined) continue;
      const grey =
        decoded === null ? null : greyOf(decoded, operation === OPS.paintImageMaskXObject);
      if (grey === null) isLost = true;
      else found.push(grey);
    }
  }
  const pictures = joined(found)
    .filter(({ width, height }) => Math.max(width, height) >= leastWidth)
    .filter(({ width, height }) => Math.min(width, height) >= leastHeight)
    .map((grey): Picture => ({ form: 'pixels', ...grey }));
  const drawsAlone = found.length === 0 && fnArray.length > 0;
  const draws = drawsAlone || letters > 0 || points > fewPoints;
  return { pictures, written, isLost, draws };
}

/** pdf.js leaves a text out whose font it cannot read, and keeps the error's words in the font's place. */
async function isFont(id: string, page: PDFPageProxy): Promise<boolean> {
  return typeof (await objectOf(page, id)) !== 'string';
}

interface Glyph {
  readonly unicode?: string;
}

/** What stands in boxes is painted digit by digit; what goes down a line, or anywhere, is apart. */
function writtenBy(operation: number, args: readonly unknown[]): string {
  if (operation === OPS.showText) return lettersOf(args);
  if (operation === OPS.moveText) return args[1] === 0 ? '' : '\n';
  return newLine.has(operation) ? '\n' : '';
}

const newLine = new Set<number>([OPS.beginText, OPS.nextLine, OPS.setTextMatrix]);

/** Between the glyphs stand numbers: widths of gaps, which may be those between words. */
function lettersOf([glyphs]: readonly unknown[]): string {
  const letters = (glyphs as readonly (Glyph | number)[]).map((each) =>
    typeof each === 'number' ? (each < -wordGap ? ' ' : '') : (each.unicode ?? ''),
  );
  return letters.join('');
}

/** Thousandths of the font's size. */
const wordGap = 200;

function pointsOf([, paths]: readonly unknown[]): number {
  const path: unknown = Array.isArray(paths) ? paths[0] : null;
  return ArrayBuffer.isView(path) ? path.byteLength / 4 : 0;
}

/** Also what is composed of many small masks, as some scanners do with letters, or painted as a pattern. */
function isLetter(operation: number, args: readonly unknown[]): boolean {
  const isPattern = operation === OPS.setFillColorN || operation === OPS.setStrokeColorN;
  if (isPattern) return args[0] === 'TilingPattern';
  return operation === OPS.showText || operation === OPS.paintImageMaskXObjectGroup;
}

/** undefined where the operation paints no picture, null where it is lost. */
async function decodedBy(
  operation: number,
  args: readonly unknown[],
  page: PDFPageProxy,
): Promise<Decoded | null | undefined> {
  switch (operation) {
    case OPS.paintImageXObject:
    case OPS.paintImageXObjectRepeat:
      return objectOf(page, String(args[0]));
    case OPS.paintInlineImageXObject:
    case OPS.paintInlineImageXObjectGroup:
      return args[0] as Decoded;
    case OPS.paintImageMaskXObject:
    case OPS.paintImageMaskXObjectRepeat: {
      const mask = args[0] as Decoded & { data: unknown };
      return typeof mask.data === 'string' ? objectOf(page, mask.data) : mask;
    }
    default:
      return undefined;
  }
}

/** pdf.js decodes on its own, and calls back when it has; it says nothing of what it could not. */
function objectOf({ objs, commonObjs }: PDFPageProxy, id: string): Promise<Decoded | null> {
  return new Promise((resolve) => {
    (id.startsWith('g_') ? commonObjs : objs).get(id, resolve);
  });
}

function greyOf({ width, height, kind, data }: Decoded, isMask: boolean): Grey | null {
  if (!data || data.length === 0) return null;
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  const stride = Math.ceil(width / 8);
  // A mask has no kind, and paints where its bits are not set: black on white as it comes.
  if (isMask || kind === bits || (kind === undefined && bytes.length === stride * height))
    return { width, height, pixels: spread(bytes, width, height, stride) };
  const channels = kind === rgb ? 3 : kind === rgba ? 4 : 0;
  if (channels === 0 || bytes.length < width * height * channels) return null;
  const pixels = new Uint8Array(width * height);
  for (let at = 0, from = 0; at < pixels.length; at++, from += channels) {
    const [red = 0, green = 0, blue = 0] = [bytes[from], bytes[from + 1], bytes[from + 2]];
    // Clear is white, as paper is.
    const clear = channels === 4 ? 255 - (bytes[from + 3] ?? 0) : 0;
    pixels[at] = Math.min(255, (red * 77 + green * 150 + blue * 29) / 256 + clear);
  }
  return { width, height, pixels };
}

/** Some scanners cut a page in strips, and letters with it. */
function joined(pictures: readonly Grey[]): Grey[] {
  const groups: Grey[][] = [];
  for (const picture of pictures) {
    const above = groups.at(-1);
    if (above?.[0]?.width === picture.width) above.push(picture);
    else groups.push([picture]);
  }
  return groups.map((strips) => ({
    width: strips[0]?.width ?? 0,
    height: strips.reduce((sum, { height }) => sum + height, 0),
    pixels: Buffer.concat(strips.map(({ pixels }) => pixels)),
  }));
}
