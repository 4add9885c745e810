/** Grey pixels: what the engine reads, and how a picture gets a size at which it reads well. */
import { inflateSync } from 'node:zlib';

export interface Grey {
  readonly width: number;
  readonly height: number;
  /** A byte for each pixel, 0 is black. */
  readonly pixels: Uint8Array;
}

/** The plainest format that the engine takes: PGM. */
export function pgmOf({ width, height, pixels }: Grey): Uint8Array {
  return Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`), pixels]);
}

/** Bilinear where it grows; means where it shrinks. */
export function scaled({ width, height, pixels }: Grey, factor: number): Grey {
  const wide = Math.max(1, Math.round(width * factor));
  const high = Math.max(1, Math.round(height * factor));
  const made = new Uint8Array(wide * high);
  const columns = axis(wide, width);
  const rows = axis(high, height);
  for (let y = 0; y < high; y++) {
    const top = (rows.at[y] ?? 0) * width;
    const below = Math.min((rows.at[y] ?? 0) + 1, height - 1) * width;
    const down = rows.part[y] ?? 0;
    for (let x = 0; x < wide; x++) {
      const left = columns.at[x] ?? 0;
      const right = Math.min(left + 1, width - 1);
      const across = columns.part[x] ?? 0;
      const upper = (pixels[top + left] ?? 0) * (1 - across) + (pixels[top + right] ?? 0) * across;
      const lower =
        (pixels[below + left] ?? 0) * (1 - across) + (pixels[below + right] ?? 0) * across;
      made[y * wide + x] = upper * (1 - down) + lower * down + 0.5;
    }
  }
  return { width: wide, height: high, pixels: made };
}

/** For each new pixel: the old one before its middle, and how far behind that it lies. */
function axis(made: number, from: number): { at: Uint32Array; part: Float64Array } {
  const at = new Uint32Array(made);
  const part = new Float64Array(made);
  for (let index = 0; index < made; index++) {
    const middle = Math.min(from - 1, Math.max(0, ((index + 0.5) * from) / made - 0.5));
    at[index] = Math.floor(middle);
    part[index] = middle - Math.floor(middle);
  }
  return { at, part };
}

/** Of the PNG that the engine writes of its own picture: 1 or 8 bits, one channel, not interlaced. */
export function greyOfPng(png: Uint8Array): Grey | null {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const width = view.getUint32(16);
  const height = view.getUint32(20);
  const [depth, colour, , , interlaced] = png.subarray(24, 29);
  if ((depth !== 8 && depth !== 1) || colour !== 0 || interlaced !== 0) return null;
  const data: Uint8Array[] = [];
  for (let at = 8; at + 12 <= png.length; at += view.getUint32(at) + 12) {
    const isData = view.getUint32(at + 4) === 0x49444154;
    if (isData) data.push(png.subarray(at + 8, at + 8 + view.getUint32(at)));
  }
  const lines = inflateSync(Buffer.concat(data));
  const stride = depth === 8 ? width : Math.ceil(width / 8);
  const bytes = unfiltered(lines, stride, height);
  return { width, height, pixels: depth === 8 ? bytes : spread(bytes, width, height, stride) };
}

/** PNG's five filters, of pixels of one byte. */
function unfiltered(lines: Uint8Array, stride: number, height: number): Uint8Array {
  const bytes = new Uint8Array(stride * height);
  for (let y = 0; y < height; y++) {
    const filter = lines[y * (stride + 1)];
    for (let x = 0; x < stride; x++) {
      const at = y * stride + x;
      const left = x > 0 ? (bytes[at - 1] ?? 0) : 0;
      const up = y > 0 ? (bytes[at - stride] ?? 0) : 0;
      const corner = x > 0 && y > 0 ? (bytes[at - stride - 1] ?? 0) : 0;
      bytes[at] = (lines[y * (stride + 1) + 1 + x] ?? 0) + predicted(filter, left, up, corner);
    }
  }
  return bytes;
}

function predicted(filter: number | undefined, left: number, up: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  if (filter !== 4) return 0;
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

/** A bit for each pixel → a byte; a set bit is white. */
export function spread(bits: Uint8Array, width: number, height: number, stride: number) {
  const pixels = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const byte = bits[y * stride + (x >> 3)] ?? 0;
      pixels[y * width + x] = (byte >> (7 - (x & 7))) & 1 ? 255 : 0;
    }
  }
  return pixels;
}
