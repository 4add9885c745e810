import { describe, expect, it } from 'vitest';
import { xmpMetadata } from '../../../../proxy/inspection/metadata/xmp.ts';
import { regionsXmp, xmpOf } from '../build-metadata.ts';

const told = (bytes: Uint8Array) => [...xmpMetadata(bytes)].join(' ');
const li = (text: string) => `<rdf:Seq><rdf:li>${text}</rdf:li></rdf:Seq>`;

describe('XMP', () => {
  it.each<[string, Parameters<typeof xmpOf>[0], string]>([
    ['an attribute', { attributes: 'exif:GPSLatitude="39,1N"' }, 'position'],
    ['an element', { elements: '<exif:GPSLatitude>39,1N</exif:GPSLatitude>' }, 'position'],
    ['another prefix', { elements: '<e:GPSLongitude>1</e:GPSLongitude>' }, 'position'],
    ['an empty element', { elements: '<exif:GPSLatitude> </exif:GPSLatitude>' }, ''],
    ['an empty attribute', { attributes: 'exif:GPSLatitude=""' }, ''],
    ['a list', { elements: `<dc:creator>${li('山田')}</dc:creator>` }, 'owner'],
    ['an empty list', { elements: `<dc:creator>${li('')}</dc:creator>` }, ''],
    ['a program', { attributes: 'xmp:CreatorTool="GIMP"' }, ''],
    ['a title', { elements: `<dc:title>${li('雪まつり')}</dc:title>` }, ''],
    [
      'persons',
      { elements: `<Iptc4xmpExt:PersonInImage>${li('山田')}</Iptc4xmpExt:PersonInImage>` },
      'persons',
    ],
    ['a number', { attributes: 'aux:SerialNumber="0001"' }, 'serial'],
    ['a place', { attributes: 'photoshop:City="横手市"' }, 'position'],
    [
      'persons of Microsoft',
      { elements: '<MPReg:PersonDisplayName>山田</MPReg:PersonDisplayName>' },
      'persons',
    ],
    [
      'a region without a name',
      { elements: '<mwg-rs:Regions><rdf:li><x mwg-rs:Type="Face"/></rdf:li></mwg-rs:Regions>' },
      '',
    ],
    ['a name elsewhere', { elements: '<crs:Look crs:Name="Adobe Color"/>' }, ''],
  ])('%s', (_, inner, expected) => {
    expect(told(xmpOf(inner))).toBe(expected);
  });

  it('is read in UTF-16 too', () => {
    expect(told(Buffer.from(`\ufeff${regionsXmp.toString()}`, 'utf16le'))).toBe('persons');
  });

  it('tells of a position where it is no XML', () => {
    expect(told(Buffer.from('<!DOCTYPE a><a exif:GPSLatitude="39,1N"'))).toBe('position');
    expect(told(Buffer.from('nothing'))).toBe('');
  });
});
