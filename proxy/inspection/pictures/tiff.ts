/** TIFF, which is also the form of EXIF: directories of tags, one for each page, each leading to the next. */
import type { PictureFacts } from './picture-facts.ts';
import { turnOf, viewOf } from './picture-facts.ts';

const width = 256;
const height = 257;
const orientation = 274;
const exifDirectory = 34_665;
/** ImageDescription, Make, Model, Software, DateTime, Artist, HostComputer, XMP, Copyright, IPTC, UserComment, and those of Windows. */
const described = new Set([
  270, 271, 272, 269, 285, 305, 306, 315, 316, 700, 33_432, 33_723, 37_510, 40_091, 40_092, 40_093,
  40_094, 40_095,
]);
const utf16 = new Set([40_091, 40_092, 40_093, 40_094, 40_095]);
const bytesOfKind: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 2, 4: 4, 7: 1 };
const mostPages = 10_000;

export interface TiffFacts {
  readonly width: number;
  readonly height: number;
  readonly orientation: number | null;
  readonly words: readonly Uint8Array[];
  /** Where the directory of each page begins. */
  readonly directories: readonly number[];
}

/** null where it is none. What lies outside of it is passed over. */
export function readTiff(bytes: Uint8Array): TiffFacts | null {
  const mark = String.fromCharCode(...bytes.subarray(0, 2));
  if (bytes.length < 8 || (mark !== 'II' && mark !== 'MM')) return null;
  const isLittle = mark === 'II';
  const view = viewOf(bytes);
  if (view.getUint16(2, isLittle) !== 42) return null;
  const sizes: Record<number, number> = {};
  const words: Uint8Array[] = [];
  const directories: number[] = [];

  const readDirectory = (start: number, isInner = false): number => {
    if (start + 2 > bytes.length) return 0;
    const count = view.getUint16(start, isLittle);
    const next = start + 2 + count * 12;
    for (let at = start + 2; at < next && at + 12 <= bytes.length; at += 12) {
      const tag = view.getUint16(at, isLittle);
      const kind = view.getUint16(at + 2, isLittle);
      const length = view.getUint32(at + 4, isLittle) * (bytesOfKind[kind] ?? 0);
      const place = length <= 4 ? at + 8 : view.getUint32(at + 8, isLittle);
      const value =
        kind === 3 ? view.getUint16(at + 8, isLittle) : view.getUint32(at + 8, isLittle);
      if (tag === exifDirectory && !isInner) readDirectory(value, true);
      else if (described.has(tag)) words.push(wordsOf(tag, bytes.subarray(place, place + length)));
      else sizes[tag] = Math.max(sizes[tag] ?? 0, value);
    }
    return next + 4 <= bytes.length ? view.getUint32(next, isLittle) : 0;
  };

  for (
    let next = view.getUint32(4, isLittle);
    next !== 0 &&
    next + 2 <= bytes.length &&
    !directories.includes(next) &&
    directories.length < mostPages;
  ) {
    directories.push(next);
    next = readDirectory(next);
  }
  return {
    width: sizes[width] ?? 0,
    height: sizes[height] ?? 0,
    orientation: sizes[orientation] ?? null,
    words,
    directories,
  };
}

/** Those of Windows are UTF-16 without a mark. */
function wordsOf(tag: number, bytes: Uint8Array): Uint8Array {
  return utf16.has(tag) ? Buffer.concat([Buffer.of(0xff, 0xfe), bytes]) : bytes;
}

export function readTiffPicture(bytes: Uint8Array): PictureFacts | null {
  const facts = readTiff(bytes);
  if (facts === null || facts.directories.length === 0) return null;
  const { directories, words } = facts;
  const pages = function* () {
    for (const start of directories) yield beginningAt(bytes, start);
  };
  const size = { width: facts.width, height: facts.height };
  // The opener heeds the orientation of this format by itself.
  return { ...size, turn: turnOf(null), pages, hasMore: false, words, end: null };
}

/** The same file with another page as its first: openers read one. */
function beginningAt(bytes: Uint8Array, start: number): Uint8Array {
  const copy = bytes.slice();
  viewOf(copy).setUint32(4, start, copy[0] === 0x49);
  return copy;
}
