import { expect, test } from 'vitest';
import { readJpeg } from '../../../../proxy/inspection/pictures/jpeg.ts';
import {
  makeThumbnail,
  thumbnailBytes,
} from '../../../../proxy/inspection/thumbnails/make-thumbnail.ts';
import { exifOf, heicWith, jpegWith, xmpOf } from '../build-metadata.ts';
import { bmpOf, notice, noticePixels } from '../build-pictures.ts';
import {
  animatedGif,
  blue,
  cmykJpeg,
  colourOf,
  drawnPng,
  green,
  grey,
  hugePng,
  jpegOf,
  quarters,
  red,
} from './build-drawn.ts';

/** Within five: JPEG. */
const near = (colour: readonly number[]) => colour.map((part) => expect.closeTo(part, -1));

async function made(file: Uint8Array) {
  const report = await makeThumbnail(file);
  if (!report.made) throw new Error(report.why);
  const { width, height } = readJpeg(report.jpeg);
  return { ...report, width, height };
}

const corners = (jpeg: Uint8Array) =>
  [
    [0.25, 0.25],
    [0.75, 0.25],
    [0.25, 0.75],
    [0.75, 0.75],
  ].map(([across = 0, down = 0]) => colourOf(jpeg, across, down));

test('is as long as 320 pixels, and shows what the picture does', async () => {
  const { jpeg, width, height } = await made(drawnPng(1600, 800));
  expect([width, height]).toEqual([320, 160]);
  expect(corners(jpeg)).toEqual([near(red), near(green), near(blue), near(grey)]);
});

test.each([
  ['a small picture stays as it is', drawnPng(40, 30), 40, 30],
  ['a long one keeps a pixel', drawnPng(2000, 2), 320, 1],
  ['PNG', notice('png'), 320, 93],
  ['JPEG', notice('jpg'), 320, 93],
  ['WebP', notice('webp'), 320, 93],
  ['GIF', notice('gif'), 320, 93],
  ['BMP', bmpOf(await noticePixels()), 320, 93],
])('%s', async (_, file, width, height) => {
  expect(await made(file)).toMatchObject({ width, height });
});

test('of an animation shows the first picture', async () => {
  const { jpeg } = await made(animatedGif());
  expect(colourOf(jpeg, 0.5, 0.5)).toEqual(near(red));
});

test('reads the inks of print', async () => {
  const [r = 255, g = 0, b = 0] = colourOf((await made(cmykJpeg())).jpeg, 0.5, 0.5);
  expect([r < 80, g > 120, b > 120]).toEqual([true, true, true]);
});

test.each([
  [1, [red, green, blue, grey]],
  [3, [grey, blue, green, red]],
  [6, [blue, red, grey, green]],
  [8, [green, grey, red, blue]],
] as const)('stands upright, where EXIF says %i', async (orientation, colours) => {
  const exif = exifOf({ orientation });
  const { jpeg } = await made(jpegWith({ exif }, jpegOf(drawnPng(640, 480))));
  expect(corners(jpeg)).toEqual(colours.map(near));
});

test('lays on white what can be seen through', async () => {
  const seen = quarters(100, 100, [
    [...red, 255],
    [...red, 0],
    [0, 0, 0, 0],
    [0, 0, 0, 128],
  ]);
  const { jpeg } = await made(drawnPng(100, 100, seen));
  const white = [255, 255, 255];
  expect(corners(jpeg)).toEqual([near(red), near(white), near(white), near([127, 127, 127])]);
});

test('holds nothing that the file told', async () => {
  const told = jpegWith(
    { exif: exifOf(), xmp: xmpOf({ attributes: 'dc:creator="山田太郎"' }) },
    jpegOf(drawnPng(640, 480)),
  );
  const { jpeg } = await made(Buffer.concat([told, Buffer.from('behind its end')]));
  // JFIF, which says its density alone.
  expect(readJpeg(jpeg).words.map((each) => Buffer.from(each).toString('latin1', 0, 4))).toEqual([
    'JFIF',
  ]);
  expect(readJpeg(jpeg).end).toBe(jpeg.length);
});

test('is coarser where it would be too large', async () => {
  let seed = 1;
  const noise = () => {
    seed = (seed * 48271) % 2147483647;
    return [seed & 127, (seed >> 8) & 127, (seed >> 16) & 127];
  };
  const { jpeg } = await made(drawnPng(320, 320, noise));
  expect(jpeg.length).toBeLessThanOrEqual(thumbnailBytes);
});

const png = drawnPng(400, 300);
test.each([
  ['a PNG that was cut off', png.subarray(0, png.length - 200), 'truncated'],
  ['a JPEG that was cut off', jpegOf(png).subarray(0, 2000), 'truncated'],
  ['a PNG of 30,000 by 30,000 pixels', hugePng(30_000, 30_000, 1_000_000), 'too-large'],
  ['a PNG whose pixels are missing', hugePng(4_000, 4_000, 1_000_000), 'broken'],
  ['a picture without pixels', drawnPng(1, 1).fill(0, 16, 20), 'broken'],
  ['HEIC', heicWith(exifOf()), 'unknown-format'],
  ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'unknown-format'],
  ['a text', Buffer.from('雪まつり'), 'unknown-format'],
  ['nothing', new Uint8Array(), 'unknown-format'],
])('none is made of %s, and the next is made all the same', async (_, file, why) => {
  expect(await makeThumbnail(file)).toEqual({ made: false, why });
  expect(await makeThumbnail(png)).toMatchObject({ made: true });
});
