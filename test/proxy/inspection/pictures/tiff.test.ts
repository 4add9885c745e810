import { describe, expect, it } from 'vitest';
import { readTiff, readTiffPicture } from '../../../../proxy/inspection/pictures/tiff.ts';
import { blankPixels, tiffOf } from '../build-pictures.ts';

/** Big-endian, as cameras write it: orientation, and a description. */
function exif(): Uint8Array {
  const bytes = Buffer.alloc(60);
  bytes.write('MM\0*');
  bytes.writeUInt32BE(8, 4);
  bytes.writeUInt16BE(2, 8);
  bytes.set([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0], 10);
  bytes.set([0x01, 0x0e, 0, 2, 0, 0, 0, 6, 0, 0, 0, 50], 22);
  bytes.write('notice', 50);
  return bytes;
}

describe('tiff', () => {
  it('has a file for each page', () => {
    const facts = readTiffPicture(tiffOf([blankPixels(30, 20), blankPixels(50, 10)]));
    const pages = [...(facts?.pages() ?? [])];
    expect([facts?.width, facts?.height, pages.length]).toEqual([50, 20, 2]);
    expect(readTiff(pages[1] ?? new Uint8Array())).toMatchObject({ width: 50, height: 10 });
  });

  it('is also the form of EXIF', () => {
    const facts = readTiff(exif());
    expect(facts?.orientation).toBe(6);
    expect(facts?.words.map((each) => Buffer.from(each).toString())).toEqual(['notice']);
  });

  it('that leads back to itself ends', () => {
    const bytes = Buffer.from(tiffOf([blankPixels(3, 2)]));
    const directory = bytes.readUInt32LE(4);
    bytes.writeUInt32LE(directory, bytes.length - 4);
    bytes.writeUInt16LE(34_665, directory + 2);
    bytes.writeUInt32LE(directory, directory + 10);
    expect(readTiff(bytes)?.directories).toEqual([directory]);
  });

  it.each([
    ['nothing', ''],
    ['another file', 'IInothing here'],
    ['one that points outside', 'II*\0\xff\xff\xff\x7f'],
  ])('%s gives no page', (_, text) => {
    expect(readTiffPicture(Buffer.from(text, 'latin1'))?.pages ?? null).toBe(null);
  });
});
