/** PNG: chunks of length, name, data, checksum. */
import { inflateSync } from 'node:zlib';
import { NotInspected } from '../limits.ts';
import { type PictureFacts, turnOf, viewOf } from './picture-facts.ts';
import { readTiff } from './tiff.ts';

/** Bytes of one text; what is more is no description. */
const longestText = 1024 * 1024;
/** Names of chunks that pixels and colours are made of. */
const pixels = /^(?:IHDR|IDAT|IEND|PLTE|fdAT|fcTL|acTL|iCCP)$/;

/** @throws NotInspected where it ends in the middle */
export function readPng(bytes: Uint8Array): PictureFacts {
  const view = viewOf(bytes);
  if (bytes.length < 33) throw new NotInspected('truncated');
  const words: Uint8Array[] = [];
  let hasMore = false;
  let orientation: number | null = null;
  let at = 8;
  for (let name = ''; name !== 'IEND'; ) {
    if (at + 12 > bytes.length) throw new NotInspected('truncated');
    const length = view.getUint32(at);
    name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const data = bytes.subarray(at + 8, at + 8 + length);
    if (name === 'acTL' && length >= 8) hasMore = viewOf(data).getUint32(0) > 1;
    else if (name === 'eXIf') {
      const exif = readTiff(data);
      orientation = exif?.orientation ?? null;
      words.push(...(exif?.words ?? []));
    } else if (name === 'zTXt' || name === 'iTXt') words.push(data, ...unpacked(name, data));
    else if (!pixels.test(name)) words.push(data);
    at += length + 12;
  }
  const size = { width: view.getUint32(16), height: view.getUint32(20) };
  return { ...size, turn: turnOf(orientation), pages: () => [bytes], hasMore, words, end: at };
}

/** The text behind keyword, method and, in iTXt, two more names. */
function unpacked(name: string, data: Uint8Array): Uint8Array[] {
  let start = data.indexOf(0) + 1;
  if (start === 0) return [];
  if (name === 'zTXt') start += 1;
  else {
    if (data[start] !== 1) return [];
    for (let names = 0, from = start + 2; names < 2; names++) {
      start = data.indexOf(0, from) + 1;
      if (start === 0) return [];
      from = start;
    }
  }
  try {
    return [inflateSync(data.subarray(start), { maxOutputLength: longestText })];
  } catch {
    throw new NotInspected('broken');
  }
}
