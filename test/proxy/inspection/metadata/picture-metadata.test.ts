import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pictureMetadata } from '../../../../proxy/inspection/metadata/picture-metadata.ts';
import { sniff } from '../../../../proxy/inspection/sniff.ts';
import { processorTime } from '../../../support/processor-time.ts';
import {
  artist,
  exifOf,
  gifWith,
  heicWith,
  jpegWith,
  mp4With,
  photoshopOf,
  pngChunk,
  pngWith,
  positionXmp,
  rawProfile,
  regionsXmp,
  segment,
  videoPosition,
  webpWith,
  xmpOf,
} from '../build-metadata.ts';
import { notice } from '../build-pictures.ts';

async function told(bytes: Uint8Array): Promise<string> {
  return pictureMetadata((await sniff(bytes)).type, bytes).join(' ');
}
const latin1 = (text: string) => Buffer.from(text, 'latin1');
const iTXt = (xmp: Uint8Array) =>
  pngChunk('iTXt', Buffer.concat([latin1('XML:com.adobe.xmp\0\0\0\0\0'), xmp]));
const long = (at: number, piece: Uint8Array) => {
  const place = Buffer.alloc(8);
  place.writeUInt32BE(at, 4);
  const head = latin1(`http://ns.adobe.com/xmp/extension/\0${'A'.repeat(32)}`);
  return segment(0xe1, Buffer.concat([head, place, piece]));
};
const jpeg = notice('jpg');
const longXmp = Buffer.concat([
  jpeg.subarray(0, 2),
  long(120, positionXmp.subarray(120)),
  long(0, positionXmp.subarray(0, 120)),
  jpeg.subarray(2),
]);

describe('what the file of a picture tells', () => {
  it.each<[string, Uint8Array, string]>([
    ['JPEG without anything', notice('jpg'), ''],
    ['PNG without anything', notice('png'), ''],
    ['WebP without anything', notice('webp'), ''],
    ['GIF without anything', notice('gif'), ''],
    ['JPEG with a position in EXIF', jpegWith({ exif: exifOf() }), 'position'],
    [
      '… with the other order of bytes',
      jpegWith({ exif: exifOf({ position: true, isLittle: true }) }),
      'position',
    ],
    ['JPEG with an artist', jpegWith({ exif: exifOf({ artist }) }), 'owner'],
    ['JPEG with a blank artist', jpegWith({ exif: exifOf({ artist: '   ' }) }), ''],
    ['JPEG with a serial number', jpegWith({ exif: exifOf({ serial: 'C-0001' }) }), 'serial'],
    ['JPEG that is only turned', jpegWith({ exif: exifOf({ orientation: 6 }) }), ''],
    ['JPEG with a position in XMP', jpegWith({ xmp: positionXmp }), 'position'],
    ['JPEG with a long XMP in pieces', longXmp, 'position'],
    ['JPEG with named faces', jpegWith({ xmp: regionsXmp }), 'persons'],
    ['JPEG with a place in IPTC', jpegWith({ photoshop: photoshopOf({ 92: '公園' }) }), 'position'],
    ['JPEG with a by-line in IPTC', jpegWith({ photoshop: photoshopOf({ 80: artist }) }), 'owner'],
    ['JPEG with a headline in IPTC', jpegWith({ photoshop: photoshopOf({ 105: '雪まつり' }) }), ''],
    ['PNG with EXIF', pngWith(pngChunk('eXIf', exifOf())), 'position'],
    ['PNG with XMP', pngWith(iTXt(positionXmp)), 'position'],
    [
      'PNG with a raw profile',
      pngWith(rawProfile('exif', Buffer.concat([latin1('Exif\0\0'), exifOf()]))),
      'position',
    ],
    [
      'PNG with a raw profile of APP1',
      pngWith(
        rawProfile('APP1', Buffer.concat([latin1('http://ns.adobe.com/xap/1.0/\0'), positionXmp])),
      ),
      'position',
    ],
    ['WebP with EXIF', webpWith({ exif: exifOf() }), 'position'],
    ['WebP with XMP', webpWith({ xmp: regionsXmp }), 'persons'],
    ['GIF with XMP', gifWith(positionXmp), 'position'],
    ['TIFF', exifOf({ position: true, artist }), 'position owner'],
    ['HEIC with EXIF', heicWith(latin1('\0\0\0\x06Exif\0\0'), exifOf()), 'position'],
    ['HEIC with XMP', heicWith(regionsXmp), 'persons'],
    ['video with a position', mp4With(videoPosition), 'position'],
    [
      'video with the newer key of a position',
      mp4With(latin1('mdtacom.apple.quicktime.location.ISO6709')),
      'position',
    ],
    ['video without', mp4With(latin1('\xa9nam')), ''],
    ['text that speaks of it', latin1('GPSLatitude="39"'), ''],
  ])('%s', async (_, bytes, expected) => {
    expect(await told(bytes)).toBe(expected);
  });

  it('tells everything once, the position first', async () => {
    const all = jpegWith({
      exif: exifOf({ artist, serial: '1', position: true }),
      xmp: regionsXmp,
    });
    expect(await told(all)).toBe('position persons owner serial');
  });

  const whole: Readonly<Record<string, Uint8Array>> = {
    jpeg: jpegWith({
      exif: exifOf({ artist, position: true }),
      xmp: regionsXmp,
      photoshop: photoshopOf({ 92: 'x' }),
    }),
    png: pngWith(pngChunk('eXIf', exifOf()), iTXt(positionXmp), rawProfile('exif', exifOf())),
    webp: webpWith({ exif: exifOf(), xmp: positionXmp }),
    gif: gifWith(positionXmp),
    tiff: exifOf({ artist, position: true }),
    heic: heicWith(exifOf(), positionXmp),
    mp4: mp4With(videoPosition),
  };
  it('never throws, whatever bytes are broken or missing', () => {
    const types = fc.constantFrom(...Object.keys(whole));
    const changes = fc.array(fc.tuple(fc.nat(2_000), fc.nat(255)), { maxLength: 12 });
    fc.assert(
      fc.property(types, changes, fc.nat(3_000), (type, changed, cut) => {
        const bytes = Uint8Array.from(whole[type] ?? []).subarray(0, cut < 1_000 ? cut : undefined);
        for (const [at, value] of changed) if (at < bytes.length) bytes[at] = value;
        expect(Array.isArray(pictureMetadata(type, bytes))).toBe(true);
      }),
      { numRuns: 1_500 },
    );
  });

  it('ends soon on elements without an end, and on many of them', () => {
    const open = xmpOf({ elements: '<a>'.repeat(200_000) });
    const quotes = Buffer.from(`<x ${'a="'.repeat(100_000)}`);
    const xmp = Buffer.from(`<x:xmpmeta City="">${'<a b="c"/>'.repeat(400_000)}`);
    const xmps = Array.from({ length: 40 }, () => xmp);
    const pieces = Array.from({ length: 20_000 }, (_, at) => long(at, Buffer.of(0x20)));
    const many = Buffer.concat([jpeg.subarray(0, 2), ...pieces, jpeg.subarray(2)]);
    const worked = processorTime(() => {
      expect(pictureMetadata('gif', gifWith(open))).toEqual([]);
      expect(pictureMetadata('gif', gifWith(quotes))).toEqual([]);
      expect(pictureMetadata('heic', heicWith(...xmps))).toEqual([]);
      expect(pictureMetadata('jpeg', many)).toEqual([]);
    });
    expect(worked).toBeLessThan(15_000);
  });
});
