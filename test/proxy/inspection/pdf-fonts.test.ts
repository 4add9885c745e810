import { describe, expect, it } from 'vitest';
import { hasSoundCharacters, isFont } from '../../../proxy/inspection/pdf-fonts.ts';

const short = (...values: number[]) =>
  Buffer.concat(values.map((value) => Buffer.of(value >> 8, value & 0xff)));
const long = (value: number) => short(value >>> 16, value & 0xffff);

/** One `cmap` of one subtable. @param segments first and last characters */
function fontOf(segments: readonly (readonly [number, number])[], format = 4): Buffer {
  const subtable = Buffer.concat([
    short(format, 0, 0, segments.length * 2, 0, 0, 0),
    short(...segments.map(([, end]) => end)),
    short(0),
    short(...segments.map(([start]) => start)),
    short(...segments.flatMap(() => [0, 0])),
  ]);
  const cmap = Buffer.concat([short(0, 1, 3, 1), long(12), subtable]);
  return Buffer.concat([
    Buffer.from('true'),
    short(2, 0, 0, 0),
    Buffer.from('head'),
    long(0),
    long(44),
    long(0),
    Buffer.from('cmap'),
    long(0),
    long(44),
    long(cmap.length),
    cmap,
  ]);
}

describe('the characters of a font', () => {
  it.each<[string, Buffer, boolean]>([
    [
      'each once',
      fontOf([
        [0, 0x7fff],
        [0x8000, 0xffff],
      ]),
      true,
    ],
    ['a segment that ends before it begins', fontOf([[9, 3]]), true],
    [
      'of another format',
      fontOf(
        Array.from({ length: 9 }, () => [0, 0xffff] as const),
        6,
      ),
      true,
    ],
    ['many times over', fontOf(Array.from({ length: 3 }, () => [0, 0xffff] as const)), false],
  ])('%s', (_, font, expected) => {
    expect(isFont(font)).toBe(true);
    expect(hasSoundCharacters(font)).toBe(expected);
  });

  it('of one that is cut off anywhere end as well', () => {
    const font = fontOf([
      [0, 0x7fff],
      [0x8000, 0xffff],
    ]);
    for (let length = 0; length < font.length; length++)
      expect(hasSoundCharacters(font.subarray(0, length))).toBe(true);
  });

  it('are those of fonts alone', () => {
    expect(isFont(Buffer.from('q Q q'))).toBe(false);
    expect(isFont(new Uint8Array())).toBe(false);
  });
});
