/** Pictures that are drawn, each in a form that a decoder has to know. */
import { crc32, deflateSync } from 'node:zlib';
import { newCodec } from '../../../../proxy/inspection/thumbnails/picture-codec.ts';
import { segment } from '../build-metadata.ts';

/** Red, green, blue, and alpha where the picture has it. */
export type Colour = readonly number[];

export const [red, green, blue, grey] = [
  [200, 30, 30],
  [30, 160, 30],
  [30, 30, 200],
  [128, 128, 128],
] as const;

/** A colour for each quarter: above left, above right, below left, below right. */
export const quarters =
  (width: number, height: number, colours: readonly Colour[] = [red, green, blue, grey]) =>
  (x: number, y: number) =>
    colours[(y < height / 2 ? 0 : 2) + (x < width / 2 ? 0 : 1)] ?? [];

/** @param colourAt of three or four parts each */
export function drawnPng(
  width: number,
  height: number,
  colourAt: (x: number, y: number) => Colour = quarters(width, height),
): Buffer {
  const parts = colourAt(0, 0).length;
  const lines = Buffer.alloc(height * (width * parts + 1));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      lines.set(colourAt(x, y), y * (width * parts + 1) + 1 + x * parts);
    }
  }
  return pngOf(width, height, parts === 4 ? 6 : 2, deflateSync(lines));
}

/** Black. @param bytes of pixels that are really there */
export function hugePng(width: number, height: number, bytes = height * (width * 3 + 1)): Buffer {
  return pngOf(width, height, 2, deflateSync(Buffer.alloc(bytes)));
}

function pngOf(width: number, height: number, colour: number, data: Uint8Array): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, colour], 8);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(name), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

export function jpegOf(png: Uint8Array, quality = 90): Buffer {
  return Buffer.from(newCodec().PhotonImage.new_from_byteslice(png).get_bytes_jpeg(quality));
}

/** Eight by eight pixels of cyan ink, as Photoshop writes it: four parts, each turned round. */
export function cmykJpeg(): Buffer {
  const one = [1, ...Array.from({ length: 15 }, () => 0)];
  const parts = [1, 2, 3, 4];
  return Buffer.concat([
    Buffer.of(0xff, 0xd8),
    segment(0xee, Buffer.from('Adobe\0d\0\0\0\0\0', 'latin1')),
    segment(0xdb, Buffer.from([0, ...Array.from({ length: 64 }, () => 4)])),
    segment(0xc0, Buffer.from([8, 0, 8, 0, 8, 4, ...parts.flatMap((part) => [part, 0x11, 0])])),
    // One code each: a first coefficient of eight bits; no others.
    segment(0xc4, Buffer.from([0x00, ...one, 8])),
    segment(0xc4, Buffer.from([0x10, ...one, 0])),
    segment(0xda, Buffer.from([4, ...parts.flatMap((part) => [part, 0]), 0, 63, 0])),
    bits(['00110111', '11001000', '11001000', '11001000'].map((value) => `0${value}0`).join('')),
    Buffer.of(0xff, 0xd9),
  ]);
}

function bits(text: string): Buffer {
  return Buffer.from(text.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? []);
}

/** Two pictures of two by two pixels: red, then blue. */
export function animatedGif(): Buffer {
  const picture = (index: number) => {
    // Codes of three bits: clear, four times the colour (then of four bits), end.
    const codes = index === 0 ? [0x04, 0x00, 0x50] : [0x4c, 0x92, 0x54];
    return Buffer.from([0x2c, 0, 0, 0, 0, 2, 0, 2, 0, 0, 2, codes.length, ...codes, 0]);
  };
  const delay = Buffer.from([0x21, 0xf9, 4, 0, 50, 0, 0, 0]);
  return Buffer.concat([
    Buffer.from('GIF89a', 'latin1'),
    Buffer.from([2, 0, 2, 0, 0x81, 0, 0]),
    Buffer.from([...red, ...blue, ...green, ...grey]),
    delay,
    picture(0),
    delay,
    picture(1),
    Buffer.of(0x3b),
  ]);
}

/** The colour at a place of a picture, each of width and height from 0 to 1. */
export function colourOf(file: Uint8Array, across: number, down: number): number[] {
  const picture = newCodec().PhotonImage.new_from_byteslice(file);
  const x = Math.floor(across * picture.get_width());
  const y = Math.floor(down * picture.get_height());
  const at = (y * picture.get_width() + x) * 4;
  return [...picture.get_raw_pixels().subarray(at, at + 3)];
}
