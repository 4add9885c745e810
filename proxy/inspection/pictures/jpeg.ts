/** JPEG: segments that begin with FF and a number; between the scans' begin and the next, pixels. */
import { NotInspected } from '../limits.ts';
import { type PictureFacts, turnOf, viewOf } from './picture-facts.ts';
import { readTiff } from './tiff.ts';

const startOfScan = 0xda;
const endOfImage = 0xd9;
/** SOF0 to SOF15 without the tables that share their numbers. */
const isFrame = (marker: number) =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
/** Application segments and comments. */
const isWords = (marker: number) => marker === 0xfe || (marker >= 0xe0 && marker <= 0xef);

/** @throws NotInspected where it ends in the middle, or is no row of segments */
export function readJpeg(bytes: Uint8Array): PictureFacts {
  const view = viewOf(bytes);
  const words: Uint8Array[] = [];
  let size = { width: 0, height: 0 };
  let orientation: number | null = null;
  let at = 2;
  for (;;) {
    while (bytes[at] === 0xff && bytes[at + 1] === 0xff) at++;
    if (at + 2 > bytes.length) throw new NotInspected('truncated');
    const marker = bytes[at + 1] ?? 0;
    if (bytes[at] !== 0xff) throw new NotInspected('broken');
    if (marker === endOfImage) break;
    if (at + 4 > bytes.length) throw new NotInspected('truncated');
    const length = view.getUint16(at + 2);
    const data = bytes.subarray(at + 4, at + 2 + length);
    if (isFrame(marker) && data.length >= 5)
      size = { width: viewOf(data).getUint16(3), height: viewOf(data).getUint16(1) };
    else if (isWords(marker)) {
      const exif = isExif(data) ? readTiff(data.subarray(6)) : null;
      orientation ??= exif?.orientation ?? null;
      words.push(...(exif?.words ?? [data]));
    }
    at += 2 + length;
    if (marker === startOfScan) at = nextMarker(bytes, at);
  }
  return {
    ...size,
    turn: turnOf(orientation),
    pages: () => [bytes],
    hasMore: false,
    words,
    end: at + 2,
  };
}

function isExif(data: Uint8Array): boolean {
  return String.fromCharCode(...data.subarray(0, 6)) === 'Exif\0\0';
}

/** In pixels FF is followed by 0; restart markers (D0 to D7) are part of them. */
function nextMarker(bytes: Uint8Array, from: number): number {
  for (let at = from; ; at++) {
    at = bytes.indexOf(0xff, at);
    if (at < 0) throw new NotInspected('truncated');
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && (next < 0xd0 || next > 0xd7)) return at;
  }
}
