import { describe, expect, it } from 'vitest';
import { readSevenZipHeader } from '../../../../proxy/inspection/archives/seven-zip-header.ts';
import { sevenZipOf } from '../../../../proxy/inspection/archives/seven-zip-writer.ts';

const copy = { id: Uint8Array.of(0), properties: new Uint8Array(), streams: 1 };
const packed = Buffer.from('1234567890');
const header = sevenZipOf({ coders: [copy], binds: [], sizes: [10] }, packed).subarray(42);

describe('the header of a 7z archive', () => {
  it('says where a stream is, how it was made, and of what', () => {
    expect(readSevenZipHeader(header)).toEqual({
      isEncoded: false,
      folders: [
        {
          coders: [{ ...copy, id: Buffer.of(0) }],
          binds: [],
          sizes: [10],
          packed: [{ at: 32, size: 10 }],
          contents: [{ size: 10, crc: null }],
        },
      ],
      files: [{ name: 'a', isEmpty: false, isFolder: false }],
    });
  });

  it('is read to its end, or not at all', () => {
    for (let length = 0; length < header.length - 1; length++) {
      expect(() => readSevenZipHeader(header.subarray(0, length))).toThrow();
    }
  });

  it.each<[string, number[], string]>([
    ['another property first', [0x09], 'broken'],
    ['more files than it has bits for', [0x01, 0x05, 0xe0, 0xff, 0xff, 0xff], 'broken'],
    ['a number beyond all numbers', [0x01, 0x05, ...new Array(9).fill(0xff)], 'broken'],
    ['an unknown property of streams', [0x01, 0x04, 0x19, 0x00], 'unknown-format'],
  ])('with %s is told', (_, bytes, why) => {
    expect(() => readSevenZipHeader(Uint8Array.from(bytes))).toThrow(why);
  });
});
