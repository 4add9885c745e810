/** Where JPEG, PNG, WebP and GIF keep what they tell of a picture. What is broken ends the search. */
import { inflateSync } from 'node:zlib';
import { viewOf } from '../pictures/picture-facts.ts';
import { asciiAt, exifBlock, type MetadataBlock } from './metadata-block.ts';

const mega = 1024 * 1024;
/** Bytes of one text that is kept compressed. */
const longestText = 4 * mega;
const xmpMark = 'http://ns.adobe.com/xap/1.0/\0';
/** Behind it: a name of 32 letters, the length of the whole, and where this piece belongs. */
const longXmpMark = 'http://ns.adobe.com/xmp/extension/\0';
const longXmpHead = longXmpMark.length + 40;
/** Of 64 KB each. */
const mostPieces = 1_000;

export function* jpegBlocks(bytes: Uint8Array): Generator<MetadataBlock> {
  const photoshop: Uint8Array[] = [];
  const longXmp = new Map<string, { at: number; piece: Uint8Array }[]>();
  for (const { marker, data } of jpegSegments(bytes)) {
    if (marker === 0xed) photoshop.push(data.subarray(photoshop.length > 0 ? 14 : 0));
    if (marker !== 0xe1) continue;
    if (asciiAt(data, 0, xmpMark.length) === xmpMark)
      yield { form: 'xmp', bytes: data.subarray(xmpMark.length) };
    else if (asciiAt(data, 0, longXmpMark.length) === longXmpMark && data.length > longXmpHead) {
      const name = asciiAt(data, longXmpMark.length, 32);
      const at = viewOf(data).getUint32(longXmpHead - 4);
      const pieces = longXmp.get(name) ?? [];
      if (pieces.length < mostPieces) pieces.push({ at, piece: data.subarray(longXmpHead) });
      if (longXmp.size < mostPieces) longXmp.set(name, pieces);
    } else yield exifBlock(data);
  }
  for (const pieces of longXmp.values()) {
    const inOrder = pieces.toSorted((a, b) => a.at - b.at).map(({ piece }) => piece);
    yield { form: 'xmp', bytes: Buffer.concat(inOrder) };
  }
  if (photoshop.length > 0) yield { form: 'photoshop', bytes: Buffer.concat(photoshop) };
}

export interface JpegSegment {
  readonly marker: number;
  /** Of the FF before the marker. */
  readonly start: number;
  /** Behind the segment, and the pixels that follow a scan's. */
  readonly end: number;
  readonly data: Uint8Array;
}

const startOfScan = 0xda;
const endOfImage = 0xd9;

/** All of them up to the end of the picture (which is one of them), or to where it breaks. */
export function* jpegSegments(bytes: Uint8Array): Generator<JpegSegment> {
  const view = viewOf(bytes);
  for (let at = 2; ; ) {
    while (bytes[at] === 0xff && bytes[at + 1] === 0xff) at++;
    const marker = bytes[at + 1];
    if (marker === undefined || bytes[at] !== 0xff) return;
    if (marker === endOfImage) {
      yield { marker, start: at, end: at + 2, data: bytes.subarray(at + 2, at + 2) };
      return;
    }
    if (at + 4 > bytes.length) return;
    const length = view.getUint16(at + 2);
    const data = bytes.subarray(at + 4, at + 2 + length);
    const end = marker === startOfScan ? endOfPixels(bytes, at + 2 + length) : at + 2 + length;
    yield { marker, start: at, end, data };
    at = end;
  }
}

/** In pixels FF is followed by 0; restart markers (D0 to D7) are part of them. */
function endOfPixels(bytes: Uint8Array, from: number): number {
  for (let at = from; ; at++) {
    at = bytes.indexOf(0xff, at);
    if (at < 0) return bytes.length;
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && (next < 0xd0 || next > 0xd7)) return at;
  }
}

export interface Chunk {
  readonly name: string;
  /** Of the whole chunk. */
  readonly start: number;
  readonly end: number;
  readonly data: Uint8Array;
}

export function* pngChunks(bytes: Uint8Array): Generator<Chunk> {
  const view = viewOf(bytes);
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at);
    const name = asciiAt(bytes, at + 4, 4);
    const end = at + 12 + length;
    yield { name, start: at, end, data: bytes.subarray(at + 8, at + 8 + length) };
    if (name === 'IEND') return;
    at = end;
  }
}

export function* pngBlocks(bytes: Uint8Array): Generator<MetadataBlock> {
  for (const { name, data } of pngChunks(bytes)) {
    if (name === 'eXIf') yield exifBlock(data);
    if (!/^[tzi][TE][Xx]t$/.test(name)) continue;
    const keyword = asciiAt(data, 0, Math.min(80, Math.max(0, data.indexOf(0))));
    if (/^(?:XML:com\.adobe\.xmp|Raw profile type \w+)$/i.test(keyword))
      yield* profileBlocks(keyword, textOf(name, data));
  }
}

/** The value behind the keyword; what cannot be unpacked is none. */
function textOf(name: string, data: Uint8Array): Uint8Array {
  let at = data.indexOf(0) + 1;
  let isPacked = name === 'zTXt';
  if (isPacked) at += 1;
  if (name === 'iTXt') {
    isPacked = data[at] === 1;
    // Language, and the keyword in it.
    const language = data.indexOf(0, at + 2);
    at = data.indexOf(0, language + 1) + 1;
    if (language < 0 || at === 0) return new Uint8Array();
  }
  const value = data.subarray(at);
  try {
    return isPacked ? inflateSync(value, { maxOutputLength: longestText }) : value;
  } catch {
    return new Uint8Array();
  }
}

/** Of ImageMagick: a name, a length, and the bytes in hexadecimal digits. */
function* profileBlocks(keyword: string, text: Uint8Array): Generator<MetadataBlock> {
  if (/xmp$/i.test(keyword) && text.includes(0x3c)) {
    yield { form: 'xmp', bytes: text };
    return;
  }
  const [, , , ...lines] = Buffer.from(text).toString('latin1').split('\n');
  const bytes = Buffer.from(lines.join('').replace(/\s/g, ''), 'hex');
  if (/iptc$|8bim$/i.test(keyword)) yield { form: 'photoshop', bytes };
  else if (asciiAt(bytes, 0, xmpMark.length) === xmpMark)
    yield { form: 'xmp', bytes: bytes.subarray(xmpMark.length) };
  else if (bytes.includes(0x3c) && /xmp$/i.test(keyword)) yield { form: 'xmp', bytes };
  else yield exifBlock(bytes);
}

export function* webpChunks(bytes: Uint8Array): Generator<Chunk> {
  const view = viewOf(bytes);
  if (bytes.length < 12) return;
  const last = Math.min(bytes.length, view.getUint32(4, true) + 8);
  for (let at = 12; at + 8 <= last; ) {
    const length = view.getUint32(at + 4, true);
    const end = at + 8 + length + (length % 2);
    const data = bytes.subarray(at + 8, Math.min(last, at + 8 + length));
    yield { name: asciiAt(bytes, at, 4), start: at, end, data };
    at = end;
  }
}

export function* webpBlocks(bytes: Uint8Array): Generator<MetadataBlock> {
  for (const { name, data } of webpChunks(bytes)) {
    if (name === 'EXIF') yield exifBlock(data);
    if (name === 'XMP ') yield { form: 'xmp', bytes: data };
  }
}

const gifXmp = Buffer.from('XMP DataXMP', 'latin1');
/** The XMP stands as it is, and behind it bytes that lead every reader to the end of the block. */
const gifTrailer = Buffer.of(0x01, 0xff, 0xfe);

export function* gifBlocks(file: Uint8Array): Generator<MetadataBlock> {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const at = bytes.indexOf(gifXmp);
  if (at < 0) return;
  const start = at + gifXmp.length;
  const end = bytes.indexOf(gifTrailer, start);
  yield { form: 'xmp', bytes: bytes.subarray(start, end < 0 ? bytes.length : end) };
}
