import { describe, expect, it } from 'vitest';
import { defaultLimits } from '../../../../proxy/inspection/limits.ts';
import {
  copyWithoutMetadata,
  stripped,
} from '../../../../proxy/inspection/masking/strip-metadata.ts';
import { pictureMetadata } from '../../../../proxy/inspection/metadata/picture-metadata.ts';
import { loadEngine } from '../../../../proxy/inspection/ocr/engine.ts';
import { readJpeg } from '../../../../proxy/inspection/pictures/jpeg.ts';
import { readPng } from '../../../../proxy/inspection/pictures/png.ts';
import { readWebp } from '../../../../proxy/inspection/pictures/webp.ts';
import {
  artist,
  exifOf,
  gifWith,
  jpegWith,
  photoshopOf,
  pngChunk,
  pngWith,
  positionXmp,
  rawProfile,
  regionsXmp,
  webpWith,
} from '../build-metadata.ts';
import { notice } from '../build-pictures.ts';

const turned = exifOf({ orientation: 6, artist, serial: '1', position: true });
const told: readonly [type: string, plain: Uint8Array, bytes: Uint8Array][] = [
  [
    'jpeg',
    notice('jpg'),
    jpegWith({ exif: turned, xmp: regionsXmp, photoshop: photoshopOf({ 92: '公園' }) }),
  ],
  [
    'png',
    notice('png'),
    pngWith(pngChunk('eXIf', turned), rawProfile('exif', turned), pngChunk('tEXt', positionXmp)),
  ],
  ['webp', notice('webp'), webpWith({ exif: turned, xmp: positionXmp })],
];
const readers = { jpeg: readJpeg, png: readPng, webp: readWebp } as const;
const options = { limits: defaultLimits, detection: {}, withText: false };

describe('a picture without what its file tells', () => {
  it.each(told)('%s tells nothing, and stands the same way up', (type, _, bytes) => {
    const copy = stripped(type, Buffer.concat([bytes, Buffer.from('more')])) ?? new Uint8Array();
    expect(pictureMetadata(type, bytes)).not.toEqual([]);
    expect(pictureMetadata(type, copy)).toEqual([]);
    const facts = readers[type as 'jpeg'](copy);
    expect(facts).toMatchObject({ width: 480, height: 140, turn: 6, end: copy.length });
    const text = Buffer.from(copy).toString('latin1');
    expect(text).not.toContain(artist);
    expect(text).not.toContain('GPS');
  });

  it.each(told)('%s has the same pixels', async (type, plain, bytes) => {
    const engine = await loadEngine();
    const copy = stripped(type, bytes) ?? new Uint8Array();
    expect(engine.greyOf(copy, 1)).toEqual(engine.greyOf(plain, 1));
  });

  it.each(['jpg', 'png', 'webp'] as const)(
    '%s that tells nothing loses nothing of its pixels',
    (kind) => {
      const copy = stripped(kind === 'jpg' ? 'jpeg' : kind, notice(kind));
      expect((copy ?? []).length).toBeGreaterThan(notice(kind).length * 0.9);
    },
  );

  it('is none where the picture does not end, or is of another format', () => {
    expect(stripped('jpeg', notice('jpg').subarray(0, 3_000))).toBeNull();
    expect(stripped('png', notice('png').subarray(0, 3_000))).toBeNull();
    expect(stripped('webp', notice('webp').subarray(0, 3_000))).toBeNull();
    expect(stripped('gif', notice('gif'))).toBeNull();
  });

  it('is looked at again, named, and says what is left out', async () => {
    const [[, , bytes] = []] = told;
    const report = await copyWithoutMetadata(bytes ?? new Uint8Array(), '雪.jpg', options);
    expect(report).toMatchObject({
      made: true,
      name: '雪 (撮影情報なし).jpg',
      removed: ['position', 'persons', 'owner', 'serial'],
      masked: [],
    });
    expect(await copyWithoutMetadata(gifWith(positionXmp), 'a.gif', options)).toMatchObject({
      made: false,
      why: 'left',
    });
  });
});
