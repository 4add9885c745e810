import { expect, it } from 'vitest';
import { asciiAt, exifBlock } from '../../../../proxy/inspection/metadata/metadata-block.ts';
import { exifOf } from '../build-metadata.ts';

it.each([
  ['with its mark', Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), exifOf()])],
  ['without', exifOf()],
])('EXIF %s begins with its order of bytes', (_, bytes) => {
  const { form, bytes: tiff } = exifBlock(bytes);
  expect([form, asciiAt(tiff, 0, 2), tiff.length]).toEqual(['exif', 'MM', exifOf().length]);
});
