/**
 *   file ─► kind, size by its own head ─► decoded ─► small ─► upright, on white ─► JPEG
 * Nothing but pixels comes through. What cannot be made is not made; nobody waits for it.
 */
import { NotInspected, type Why } from '../limits.ts';
import { readBmp } from '../pictures/bmp.ts';
import { readGif } from '../pictures/gif.ts';
import { readJpeg } from '../pictures/jpeg.ts';
import type { PictureFacts } from '../pictures/picture-facts.ts';
import { readPng } from '../pictures/png.ts';
import { readWebp } from '../pictures/webp.ts';
import { sniff } from '../sniff.ts';
import { meanFilter, newCodec, type PictureCodec } from './picture-codec.ts';
import { onWhite, type Pixels, upright } from './pixels.ts';

export type ThumbnailReport =
  | { readonly made: true; readonly jpeg: Uint8Array }
  | { readonly made: false; readonly why: Why };

/** Pixels along the longer edge. */
export const thumbnailEdge = 320;
/** Bytes. */
export const thumbnailBytes = 30_000;
/** Pixels that are decoded: a camera's 24 million take 400 MB. */
const mostPixels = 30_000_000;
const qualities = [80, 60, 40, 20, 8];

const readers: Readonly<Record<string, (bytes: Uint8Array) => PictureFacts>> = {
  png: readPng,
  jpeg: readJpeg,
  gif: readGif,
  webp: readWebp,
  bmp: readBmp,
};

/** Never rejects. */
export async function makeThumbnail(file: Uint8Array): Promise<ThumbnailReport> {
  try {
    const { type } = await sniff(file);
    const facts = Object.hasOwn(readers, type) ? readers[type]?.(file) : undefined;
    if (facts === undefined) return { made: false, why: 'unknown-format' };
    const area = facts.width * facts.height;
    if (area === 0) return { made: false, why: 'broken' };
    if (area > mostPixels) return { made: false, why: 'too-large' };
    const codec = newCodec();
    const pixels = onWhite(upright(smallPixels(codec, file), facts.turn));
    const jpeg = encode(codec, pixels);
    return jpeg === null ? { made: false, why: 'too-large' } : { made: true, jpeg };
  } catch (error) {
    return { made: false, why: error instanceof NotInspected ? error.why : 'broken' };
  }
}

/** @throws where the decoder does not open it */
function smallPixels(codec: PictureCodec, file: Uint8Array): Pixels {
  const whole = codec.PhotonImage.new_from_byteslice(file);
  const [wide, high] = [whole.get_width(), whole.get_height()];
  const factor = Math.min(1, thumbnailEdge / Math.max(wide, high));
  const width = Math.max(1, Math.round(wide * factor));
  const height = Math.max(1, Math.round(high * factor));
  const small = factor === 1 ? whole : codec.resize(whole, width, height, meanFilter);
  return { width, height, rgba: small.get_raw_pixels() };
}

/** null: however coarse, it stays too large */
function encode(codec: PictureCodec, { rgba, width, height }: Pixels): Uint8Array | null {
  const picture = new codec.PhotonImage(rgba, width, height);
  for (const quality of qualities) {
    const jpeg = picture.get_bytes_jpeg(quality);
    if (jpeg.length <= thumbnailBytes) return jpeg;
  }
  return null;
}
