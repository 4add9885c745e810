import { describe, expect, it } from 'vitest';
import { lz4Blocks } from '../../../proxy/inspection/lz4.ts';
import { number32 } from './build-compound.ts';

const head = (flags = 0x40, size = 0x40) =>
  Buffer.concat([Buffer.from([0x04, 0x22, 0x4d, 0x18, flags, size, 0])]);
const block = (bytes: Uint8Array, stored = false) =>
  Buffer.concat([number32(bytes.length + (stored ? 0x80000000 : 0)), bytes]);
const end = number32(0);
const unpack = (...pieces: Uint8Array[]) =>
  Buffer.concat([...lz4Blocks(Buffer.concat(pieces))]).toString();

/** `ab`, then eight bytes from two before: the copy overlaps itself. */
const repeated = Buffer.concat([Buffer.from([0x24]), Buffer.from('ab'), Buffer.from([2, 0])]);
const tail = Buffer.concat([Buffer.from([0x10]), Buffer.from('!')]);

describe('lz4Blocks', () => {
  it.each([
    ['a stored block', [head(), block(Buffer.from('お知らせ'), true), end], 'お知らせ'],
    ['literals and a copy', [head(), block(Buffer.concat([repeated, tail])), end], 'ababababab!'],
    [
      'a copy out of the block before',
      [
        head(),
        block(Buffer.from('abcdefgh'), true),
        block(Buffer.from([0x04, 8, 0, 0x10, 0x21])),
        end,
      ],
      'abcdefghabcdefgh!',
    ],
    [
      'two frames',
      [head(), block(Buffer.from('a'), true), end, head(), block(Buffer.from('b'), true), end],
      'ab',
    ],
  ])('reads %s', (_, pieces, expected) => {
    expect(unpack(...pieces)).toBe(expected);
  });

  it.each([
    ['no frame', [Buffer.from('abcdefgh')], 'broken'],
    ['half a block', [head(), block(Buffer.from('abcd'), true).subarray(0, 6)], 'truncated'],
    ['a frame without its end', [head(), block(Buffer.from('abcd'), true)], 'truncated'],
    ['a copy from before the beginning', [head(), block(Buffer.from([0x04, 9, 0])), end], 'broken'],
    ['a copy of itself', [head(), block(Buffer.from([0x14, 65, 0, 0])), end], 'broken'],
    ['a dictionary', [head(0x41), end], 'unknown-format'],
  ])('is no whole one: %s', (_, pieces, why) => {
    expect(() => unpack(...pieces)).toThrow(expect.objectContaining({ why }));
  });
});
