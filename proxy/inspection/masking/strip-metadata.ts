/**
 * A copy of a picture without what its file tells: segments and chunks are left out, those of the
 * pixels stay byte for byte, and so does which way is up. What stands behind the picture goes as well.
 */
import { crc32 } from 'node:zlib';
import { copyName } from '../../../shared/masking/taken-out.ts';
import { type InspectionOptions, inspectContent } from '../inspect-content.ts';
import { asciiAt, exifBlock } from '../metadata/metadata-block.ts';
import { jpegSegments, pngChunks, webpChunks } from '../metadata/picture-blocks.ts';
import { pictureMetadata } from '../metadata/picture-metadata.ts';
import { readTiff } from '../pictures/tiff.ts';
import { sniff } from '../sniff.ts';
import type { CopyReport } from './make-copy.ts';

/** Never throws: what fails is a reason. */
export async function copyWithoutMetadata(
  bytes: Uint8Array,
  name: string,
  options: InspectionOptions,
): Promise<CopyReport> {
  try {
    const { type } = await sniff(bytes);
    const copy = stripped(type, bytes);
    if (copy === null) return { made: false, why: 'left', left: [] };
    const removed = pictureMetadata(type, bytes);
    const report = await inspectContent(copy, name, options);
    if (report.metadata !== undefined) return { made: false, why: 'left', left: [] };
    return {
      made: true,
      bytes: copy,
      name: copyName(name, 'stripped'),
      report,
      masked: [],
      removed,
    };
  } catch {
    return { made: false, why: 'broken', left: [] };
  }
}

/** null where nothing here writes such a file, or it is broken. */
export function stripped(type: string, bytes: Uint8Array): Uint8Array | null {
  if (type === 'jpeg') return strippedJpeg(bytes);
  if (type === 'png') return strippedPng(bytes);
  return type === 'webp' ? strippedWebp(bytes) : null;
}

/** JFIF's own, and what colours are made of: a profile, Adobe's mark. */
function isOfPixels(marker: number, data: Uint8Array): boolean {
  if (marker === 0xfe) return false;
  if (marker < 0xe0 || marker > 0xef) return true;
  if (marker === 0xe0) return asciiAt(data, 0, 5) === 'JFIF\0';
  if (marker === 0xe2) return asciiAt(data, 0, 12) === 'ICC_PROFILE\0';
  return marker === 0xee && asciiAt(data, 0, 5) === 'Adobe';
}

function strippedJpeg(bytes: Uint8Array): Uint8Array | null {
  const kept: Uint8Array[] = [bytes.subarray(0, 2)];
  let turn: number | null = null;
  let isWhole = false;
  for (const { marker, start, end, data } of jpegSegments(bytes)) {
    if (marker === 0xe1) turn ??= orientationOf(data);
    if (marker === 0xd9) isWhole = true;
    if (isOfPixels(marker, data)) kept.push(bytes.subarray(start, end));
  }
  if (!isWhole) return null;
  if (turn !== null) {
    const exif = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiffWith(turn)]);
    const head = Buffer.of(0xff, 0xe1, 0, exif.length + 2);
    // JFIF's comes first where there is one.
    kept.splice(kept[1]?.[1] === 0xe0 ? 2 : 1, 0, head, exif);
  }
  return Buffer.concat(kept);
}

const pngKept =
  /^(?:IHDR|PLTE|IDAT|IEND|tRNS|cHRM|gAMA|iCCP|sBIT|sRGB|cICP|mDCV|cLLI|bKGD|hIST|pHYs|sPLT|acTL|fcTL|fdAT)$/;

function strippedPng(bytes: Uint8Array): Uint8Array | null {
  const kept: Uint8Array[] = [bytes.subarray(0, 8)];
  let turn: number | null = null;
  let isWhole = false;
  for (const { name, start, end, data } of pngChunks(bytes)) {
    if (name === 'eXIf') turn ??= orientationOf(data);
    if (name === 'IEND') isWhole = end <= bytes.length;
    if (pngKept.test(name)) kept.push(bytes.subarray(start, end));
  }
  if (!isWhole) return null;
  if (turn !== null) kept.splice(2, 0, pngChunk('eXIf', tiffWith(turn)));
  return Buffer.concat(kept);
}

function pngChunk(name: string, data: Uint8Array): Uint8Array {
  const chunk = Buffer.alloc(12 + data.length);
  chunk.writeUInt32BE(data.length);
  chunk.write(name, 4, 'latin1');
  chunk.set(data, 8);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 8 + data.length)), 8 + data.length);
  return chunk;
}

const webpKept = /^(?:VP8[ LX]|ALPH|ANIM|ANMF|ICCP)$/;
/** Of VP8X: there is EXIF, there is XMP. */
const [hasExif, hasXmp] = [0x08, 0x04];

function strippedWebp(bytes: Uint8Array): Uint8Array | null {
  const kept: Uint8Array[] = [];
  let turn: number | null = null;
  for (const { name, start, end, data } of webpChunks(bytes)) {
    if (name === 'EXIF') turn ??= orientationOf(data);
    if (end > bytes.length + 1) return null;
    if (webpKept.test(name)) kept.push(padded(bytes.slice(start, end)));
  }
  const [first] = kept;
  if (first === undefined) return null;
  const isExtended = asciiAt(first, 0, 4) === 'VP8X';
  const mayTurn = isExtended && turn !== null;
  if (isExtended) first[8] = ((first[8] ?? 0) & ~(hasExif | hasXmp)) | (mayTurn ? hasExif : 0);
  if (turn !== null && mayTurn) {
    const tiff = tiffWith(turn);
    const head = Buffer.from('EXIF\0\0\0\0', 'latin1');
    head.writeUInt32LE(tiff.length, 4);
    kept.push(head, tiff);
  }
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1');
  head.writeUInt32LE(4 + kept.reduce((sum, { length }) => sum + length, 0), 4);
  return Buffer.concat([head, ...kept]);
}

/** A chunk at the end of a file may lack its last, empty byte. */
function padded(chunk: Uint8Array): Uint8Array {
  return chunk.length % 2 === 0 ? chunk : Buffer.concat([chunk, Buffer.of(0)]);
}

/** 2 to 8; null where it stands upright, or nothing is said. */
function orientationOf(data: Uint8Array): number | null {
  const value = readTiff(exifBlock(data).bytes)?.orientation ?? 1;
  return value >= 2 && value <= 8 ? value : null;
}

/** EXIF of one tag: which way is up. */
function tiffWith(orientation: number): Uint8Array {
  const tiff = Buffer.alloc(26);
  tiff.write('MM\0*\0\0\0\x08\0\x01', 'latin1');
  tiff.writeUInt16BE(0x0112, 10);
  tiff.writeUInt16BE(3, 12);
  tiff.writeUInt32BE(1, 14);
  tiff.writeUInt16BE(orientation, 18);
  return tiff;
}
