/** WebP: a RIFF of chunks; the first says how large it is, in one of three ways. */
import { NotInspected } from '../limits.ts';
import { type PictureFacts, turnOf, viewOf } from './picture-facts.ts';
import { readTiff } from './tiff.ts';

/** @throws NotInspected where it ends in the middle */
export function readWebp(bytes: Uint8Array): PictureFacts {
  if (bytes.length < 30) throw new NotInspected('truncated');
  const view = viewOf(bytes);
  const end = view.getUint32(4, true) + 8;
  if (end > bytes.length + 1) throw new NotInspected('truncated');
  const words: Uint8Array[] = [];
  let size = { width: 0, height: 0 };
  let orientation: number | null = null;
  let hasMore = false;
  for (let at = 12; at + 8 <= end; ) {
    const name = String.fromCharCode(...bytes.subarray(at, at + 4));
    const length = view.getUint32(at + 4, true);
    const data = bytes.subarray(at + 8, Math.min(end, at + 8 + length));
    if (size.width === 0) size = sizeOf(name, data) ?? size;
    if (name === 'ANIM') hasMore = true;
    else if (name === 'EXIF') {
      const exif = readTiff(data) ?? readTiff(data.subarray(6));
      orientation = exif?.orientation ?? null;
      words.push(...(exif?.words ?? []));
    } else if (!/^(?:VP8[ LX]|ALPH|ICCP|ANMF)$/.test(name)) words.push(data);
    at += 8 + length + (length % 2);
  }
  return { ...size, turn: turnOf(orientation), pages: () => [bytes], hasMore, words, end };
}

function sizeOf(name: string, data: Uint8Array): { width: number; height: number } | null {
  if (data.length < 10) return null;
  const view = viewOf(data);
  if (name === 'VP8X') {
    const three = (at: number) => view.getUint16(at, true) + (data[at + 2] ?? 0) * 65_536 + 1;
    return { width: three(4), height: three(7) };
  }
  if (name === 'VP8 ')
    return { width: view.getUint16(6, true) & 0x3fff, height: view.getUint16(8, true) & 0x3fff };
  if (name !== 'VP8L') return null;
  const bits = view.getUint32(1, true);
  return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
}
