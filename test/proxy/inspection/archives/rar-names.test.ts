import { describe, expect, it } from 'vitest';
import { rarNames } from '../../../../proxy/inspection/archives/rar-names.ts';
import { rar4Header, rar4Mark, rar5Of } from '../build-archives.ts';
import { encoded, utf8 } from '../build-documents.ts';

const content = Buffer.from('content');

/** Plain name, zero, then high byte 0x54, and for each pair of bits a step. */
const packed = (plain: string, ...steps: number[]) =>
  Buffer.concat([Buffer.from(plain), Buffer.from([0, ...steps])]);

describe('rarNames', () => {
  it('reads version 5, also behind a program', () => {
    const bytes = rar5Of([
      { name: utf8('名簿/表.txt'), content },
      { name: utf8('b'), content },
    ]);
    expect(rarNames(bytes)).toEqual(['名簿/表.txt', 'b']);
    expect(rarNames(Buffer.concat([Buffer.from('MZ program'), bytes]))).toEqual([
      '名簿/表.txt',
      'b',
    ]);
  });

  it.each([
    ['plain', encoded('表\\名簿.txt', 'SJIS'), 0, '表/名簿.txt'],
    ['packed: bytes as they are', packed('ab', 0, 0b0000_0000, 0x61, 0x62), 0x200, 'ab'],
    ['packed: the high half told once', packed('?', 0x54, 0b0100_0000, 0x0d), 0x200, '名'],
    ['packed: both bytes', packed('?', 0, 0b1000_0000, 0x0d, 0x54), 0x200, '名'],
    ['packed: a run of the plain name', packed('abcd', 0, 0b1100_0000, 2), 0x200, 'abcd'],
    ['packed: a run moved', packed('abc', 0, 0b1100_0000, 0x81, 1), 0x200, 'bcd'],
  ])('reads version 4, %s', (_, name, flags, expected) => {
    expect(rarNames(Buffer.concat([rar4Mark, rar4Header(name, flags)]))).toEqual([expected]);
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['a mark alone', rar4Mark],
    ['half a header', Buffer.concat([rar4Mark, rar4Header(utf8('a.txt'), 0).subarray(0, 20)])],
    [
      'a packed name that breaks off',
      Buffer.concat([rar4Mark, rar4Header(packed('a', 0x54, 0x40), 0x200)]),
    ],
  ])('gives none of %s', (_, bytes) => {
    expect(rarNames(bytes)).toEqual([]);
  });
});
