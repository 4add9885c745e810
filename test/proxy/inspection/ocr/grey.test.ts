import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { greyOfPng, pgmOf, scaled, spread } from '../../../../proxy/inspection/ocr/grey.ts';

const png = (width: number, height: number, depth: number, lines: number[]) => {
  const piece = (name: string, data: Uint8Array) => {
    const head = Buffer.alloc(4);
    head.writeUInt32BE(data.length);
    return Buffer.concat([head, Buffer.from(name), data, Buffer.alloc(4)]);
  };
  const size = Buffer.alloc(13);
  size.writeUInt32BE(width);
  size.writeUInt32BE(height, 4);
  size[8] = depth;
  const packed = deflateSync(Buffer.from(lines));
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    piece('IHDR', size),
    piece('IDAT', packed.subarray(0, 5)),
    piece('IDAT', packed.subarray(5)),
    piece('IEND', Buffer.alloc(0)),
  ]);
};

describe('grey pixels', () => {
  it('are written as PGM', () => {
    const grey = { width: 2, height: 1, pixels: Uint8Array.of(0, 255) };
    expect(Buffer.from(pgmOf(grey)).toString('latin1')).toBe('P5\n2 1\n255\n\x00\xff');
  });

  it('grow between their neighbours and stay within', () => {
    const { width, height, pixels } = scaled(
      { width: 2, height: 1, pixels: Uint8Array.of(0, 200) },
      2,
    );
    expect([width, height, ...pixels]).toEqual([4, 2, 0, 50, 150, 200, 0, 50, 150, 200]);
  });

  it('shrink to no less than one', () => {
    const grey = scaled({ width: 3, height: 3, pixels: new Uint8Array(9).fill(7) }, 0.1);
    expect(grey).toEqual({ width: 1, height: 1, pixels: Uint8Array.of(7) });
  });

  it('come out of every filter of PNG', () => {
    const rows = [0, 1, 2, 3, 4].flatMap((filter) => [filter, 10, 10, 10]);
    expect([...(greyOfPng(png(3, 5, 8, rows))?.pixels ?? [])]).toEqual([
      10, 10, 10, 10, 20, 30, 20, 30, 40, 20, 35, 47, 30, 45, 57,
    ]);
  });

  it('come out of bits', () => {
    expect(greyOfPng(png(3, 2, 1, [0, 0b10100000, 0, 0b01000000]))?.pixels).toEqual(
      Uint8Array.of(255, 0, 255, 0, 255, 0),
    );
    expect([...spread(Uint8Array.of(0x80, 0x01), 16, 1, 2)].indexOf(255, 1)).toBe(15);
  });
});
