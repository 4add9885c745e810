import { describe, expect, it } from 'vitest';
import { exifMetadata } from '../../../../proxy/inspection/metadata/exif.ts';
import { processorTime } from '../../../support/processor-time.ts';
import { exifOf } from '../build-metadata.ts';

/** A directory of that many tags, all saying the same. */
function hostile(tags: number, tag: number, type: number, count: number, value: number): Buffer {
  const bytes = Buffer.alloc(10 + tags * 12 + 4);
  bytes.write('II*\0\x08\0\0\0', 'latin1');
  bytes.writeUInt16LE(tags, 8);
  for (let at = 10; at < 10 + tags * 12; at += 12) {
    bytes.writeUInt16LE(tag, at);
    bytes.writeUInt16LE(type, at + 2);
    bytes.writeUInt32LE(count, at + 4);
    bytes.writeUInt32LE(value, at + 8);
  }
  // And once more.
  bytes.writeUInt32LE(8, bytes.length - 4);
  return bytes;
}

const kindsOf = (bytes: Uint8Array) => [...exifMetadata(bytes).kinds];

describe('EXIF', () => {
  it('tells no position where a camera wrote zeros', () => {
    const exif = exifOf();
    for (const place of [39, 43, 9, 140].map((each) =>
      exif.indexOf(Buffer.of(0, 0, 0, each, 0, 0, 0, 1)),
    ))
      exif.fill(0, place, place + 4);
    const rest = exif.subarray(exif.length - 24);
    rest.fill(0);
    expect(kindsOf(exif)).toEqual([]);
  });

  it.each<[string, Buffer]>([
    ['counts of four thousand million', hostile(5_000, 0x9000, 1, 0xffff_ffff, 8)],
    ['directories that lead to themselves', hostile(5_000, 34_853, 4, 1, 8)],
    ['directories that lead to each other', hostile(5_000, 330, 4, 0x3fff_ffff, 8)],
    ['places outside of the file', hostile(5_000, 315, 2, 100, 0xffff_ff00)],
  ])('ends soon with %s', (_, bytes) => {
    expect(processorTime(() => exifMetadata(bytes))).toBeLessThan(5_000);
  });

  it.each([0, 2, 8, 13, 20, 60])('reads what there is of %d bytes', (length) => {
    expect(() => exifMetadata(exifOf().subarray(0, length))).not.toThrow();
  });

  it('hands on XMP, IPTC and Photoshop’s of a TIFF', () => {
    const bytes = Buffer.concat([hostile(1, 700, 1, 5, 26), Buffer.from('<a/>.')]);
    expect(exifMetadata(bytes).blocks).toEqual([{ form: 'xmp', bytes: bytes.subarray(26, 31) }]);
  });
});
