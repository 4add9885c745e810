import { describe, expect, it } from 'vitest';
import {
  gifBlocks,
  jpegBlocks,
  jpegSegments,
  pngBlocks,
  pngChunks,
  webpBlocks,
} from '../../../../proxy/inspection/metadata/picture-blocks.ts';
import {
  exifOf,
  gifWith,
  jpegWith,
  pngChunk,
  pngWith,
  positionXmp,
  webpWith,
} from '../build-metadata.ts';
import { notice } from '../build-pictures.ts';

describe('blocks of pictures', () => {
  it('of JPEG: its segments are the whole picture, and nothing behind it', () => {
    const longer = Buffer.concat([jpegWith({ exif: exifOf() }), Buffer.from('more')]);
    const all = [...jpegSegments(longer)];
    expect(all[0]?.start).toBe(2);
    expect(all.at(-1)?.end).toBe(longer.length - 4);
    expect(all.slice(1).every(({ start }, at) => start === all[at]?.end)).toBe(true);
    expect([...jpegBlocks(longer)]).toEqual([{ form: 'exif', bytes: exifOf() }]);
  });

  it('of JPEG: one in which nothing ends is over with its bytes', () => {
    expect([...jpegSegments(Buffer.from('\xff\xd8\xff\xe1\xff\xffab', 'latin1'))]).toHaveLength(1);
    expect([...jpegSegments(Buffer.from('\xff\xd8nothing', 'latin1'))]).toEqual([]);
  });

  it('of PNG: up to its end', () => {
    const png = Buffer.concat([pngWith(pngChunk('eXIf', exifOf())), Buffer.from('more')]);
    expect([...pngChunks(png)].at(-1)).toMatchObject({ name: 'IEND', end: png.length - 4 });
    expect([...pngBlocks(png)]).toEqual([{ form: 'exif', bytes: exifOf() }]);
  });

  it.each(['zTXt', 'iTXt', 'tEXt'])('of PNG: a broken %s tells nothing', (name) => {
    const data = Buffer.from('XML:com.adobe.xmp\0\x01\0', 'latin1');
    const blocks = [...pngBlocks(pngWith(pngChunk(name, data)))];
    expect(blocks.every(({ form, bytes }) => form === 'exif' && bytes.length < 3)).toBe(true);
  });

  it('of WebP', () => {
    const forms = [...webpBlocks(webpWith({ exif: exifOf(), xmp: positionXmp }))];
    expect(forms.map(({ form }) => form)).toEqual(['exif', 'xmp']);
    expect([...webpBlocks(notice('webp'))]).toEqual([]);
  });

  it('of GIF', () => {
    const [block] = gifBlocks(gifWith(positionXmp));
    expect(Buffer.from(block?.bytes ?? [])).toEqual(positionXmp);
  });
});
