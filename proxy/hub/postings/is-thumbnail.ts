/**
 * Whether bytes of a terminal are a thumbnail, and nothing beside it: a plain JPEG of a few segments,
 * none of which could tell anything, one scan, and its end.
 */
import { mostThumbnailBytes } from '../../../shared/protocol/thumbnails.ts';

/** Pixels along an edge: twice what terminals make. */
const mostEdge = 640;
/** The one segment of an application, without a picture of its own. */
const jfif = /^JFIF\0.{7}\0\0$/s;
const [startOfImage, endOfImage, startOfScan] = [0xd8, 0xd9, 0xda];
const [frame, application] = [0xc0, 0xe0];
/** Quantisation, Huffman, restart interval. */
const tables = [0xdb, 0xc4, 0xdd];

export function isThumbnail(bytes: Uint8Array): boolean {
  if (bytes.length > mostThumbnailBytes) return false;
  if (bytes[0] !== 0xff || bytes[1] !== startOfImage) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let hasSize = false;
  for (let at = 2; at + 4 <= bytes.length; ) {
    const marker = bytes[at + 1] ?? 0;
    const data = bytes.subarray(at + 4, at + 2 + view.getUint16(at + 2));
    if (bytes[at] !== 0xff) return false;
    at += 2 + view.getUint16(at + 2);
    if (marker === startOfScan) return hasSize && endsAfterScan(bytes, at);
    if (marker === frame) {
      if (!isSmall(data)) return false;
      hasSize = true;
    } else if (marker === application) {
      if (!jfif.test(Buffer.from(data).toString('latin1'))) return false;
    } else if (!tables.includes(marker)) return false;
  }
  return false;
}

/** @param data of a frame: depth, height, width … */
function isSmall([, high = 0, height = 0, wide = 0, width = 0]: Uint8Array): boolean {
  return [high * 256 + height, wide * 256 + width].every((edge) => edge > 0 && edge <= mostEdge);
}

/** In pixels FF is followed by 0, or by a restart (D0 to D7). */
function endsAfterScan(bytes: Uint8Array, from: number): boolean {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 2)) {
    const next = bytes[at + 1] ?? 0;
    if (next === 0 || (next >= 0xd0 && next <= 0xd7)) continue;
    return next === endOfImage && at + 2 === bytes.length;
  }
  return false;
}
