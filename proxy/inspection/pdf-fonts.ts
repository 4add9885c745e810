/**
 * Fonts in a PDF whose tables of characters (OpenType `cmap`, format 4) lead to more glyphs than
 * there are characters: pdf.js writes each down, segment by segment, however they lie over each other.
 */
const kinds = new Set(['\0\u0001\0\0', 'true', 'OTTO', 'ttcf']);
const cmapTag = 0x636d6170;
/** Segments of a sound table share no character: at most 65,536. */
const most = 0x20000;

export function isFont(bytes: Uint8Array): boolean {
  return kinds.has(String.fromCharCode(...bytes.subarray(0, 4)));
}

export function hasSoundCharacters(font: Uint8Array): boolean {
  const bytes = Buffer.from(font.buffer, font.byteOffset, font.byteLength);
  return subtablesOf(bytes).every((at) => charactersOf(bytes, at) <= most);
}

function subtablesOf(font: Buffer): number[] {
  const records = places(12, 16, short(font, 4));
  const record = records.find((at) => long(font, at) === cmapTag);
  if (record === undefined) return [];
  const cmap = long(font, record + 8);
  return places(cmap + 8, 8, short(font, cmap + 2)).map((at) => cmap + long(font, at));
}

function charactersOf(font: Buffer, at: number): number {
  if (short(font, at) !== 4) return 0;
  const segments = short(font, at + 6) >> 1;
  const ends = places(at + 14, 2, segments);
  return ends
    .map((end) => short(font, end) - short(font, end + 2 + segments * 2) + 1)
    .reduce((sum, characters) => sum + Math.max(0, characters), 0);
}

const places = (first: number, apart: number, count: number): number[] =>
  Array.from({ length: count }, (_, n) => first + n * apart);

/** What is cut off counts as zero. */
const short = (bytes: Buffer, at: number): number =>
  at + 2 <= bytes.length ? bytes.readUInt16BE(at) : 0;
const long = (bytes: Buffer, at: number): number =>
  at + 4 <= bytes.length ? bytes.readUInt32BE(at) : 0;
