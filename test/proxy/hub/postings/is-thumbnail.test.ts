import { expect, test } from 'vitest';
import { isThumbnail } from '../../../../proxy/hub/postings/is-thumbnail.ts';
import { makeThumbnail } from '../../../../proxy/inspection/thumbnails/make-thumbnail.ts';
import { exifOf, heicWith, jpegWith, segment } from '../../inspection/build-metadata.ts';
import { notice } from '../../inspection/build-pictures.ts';
import { animatedGif, drawnPng, jpegOf } from '../../inspection/thumbnails/build-drawn.ts';

const made = await makeThumbnail(drawnPng(800, 600));
if (!made.made) throw new Error(made.why);
const { jpeg } = made;
const after = (more: Uint8Array) => Buffer.concat([jpeg.subarray(0, 2), more, jpeg.subarray(2)]);

test.each([
  ['what a terminal makes', jpeg, true],
  ['nothing', new Uint8Array(), false],
  ['a text', Buffer.from('<script>'), false],
  ['PNG', drawnPng(100, 100), false],
  ['GIF', animatedGif(), false],
  ['WebP', notice('webp'), false],
  ['HEIC', heicWith(exifOf()), false],
  ['a large picture', jpegOf(drawnPng(700, 100)), false],
  ['one that tells where it was taken', jpegWith({ exif: exifOf() }, jpeg), false],
  ['one with a comment', after(segment(0xfe, Buffer.from('123456789012'))), false],
  ['one with a picture in its head', after(segment(0xe0, Buffer.from('JFXX\0\x10'))), false],
  ['one with something behind its end', Buffer.concat([jpeg, Buffer.from('PK')]), false],
  ['one that was cut off', jpeg.subarray(0, jpeg.length - 2), false],
  ['more than it may have', Buffer.concat([jpeg, Buffer.alloc(64_000)]), false],
])('%s', (_, bytes, is) => {
  expect(isThumbnail(bytes)).toBe(is);
});
