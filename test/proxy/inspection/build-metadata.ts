/**
 * Pictures whose files tell something: blocks made by hand, put into real pictures. The position is
 * the middle of a lake, the names are nobody's.
 */
import { crc32, deflateSync } from 'node:zlib';
import { notice } from './build-pictures.ts';

export const artist = 'Yokote Jiro';
/** Behind the mark of EXIF in APP1 there is such a TIFF. */
export interface ExifParts {
  readonly position?: boolean;
  readonly artist?: string;
  readonly serial?: string;
  readonly orientation?: number;
  readonly isLittle?: boolean;
}

type Tag = readonly [tag: number, type: number, count: number, value: number | Uint8Array];

/** Directories one after the other, each with its values behind it. */
export function exifOf(parts: ExifParts = { position: true }): Buffer {
  const { isLittle = false } = parts;
  const u16 = (value: number) => {
    const bytes = Buffer.alloc(2);
    if (isLittle) bytes.writeUInt16LE(value);
    else bytes.writeUInt16BE(value);
    return bytes;
  };
  const u32 = (value: number) => {
    const bytes = Buffer.alloc(4);
    if (isLittle) bytes.writeUInt32LE(value);
    else bytes.writeUInt32BE(value);
    return bytes;
  };
  const directory = (start: number, tags: readonly Tag[]): Buffer => {
    let free = start + 2 + tags.length * 12 + 4;
    const values: Uint8Array[] = [];
    const lines = tags.map(([tag, type, count, value]) => {
      const inline = Buffer.alloc(4);
      if (typeof value === 'number') inline.set(type === 3 ? u16(value) : u32(value));
      else if (value.length <= 4) inline.set(value);
      else {
        inline.set(u32(free));
        values.push(value);
        free += value.length;
      }
      return Buffer.concat([u16(tag), u16(type), u32(count), inline]);
    });
    return Buffer.concat([u16(tags.length), ...lines, u32(0), ...values]);
  };
  const text = (tag: number, value: string): Tag => {
    const bytes = Buffer.from(`${value}\0`, 'latin1');
    return [tag, 2, bytes.length, bytes];
  };
  const degrees = (...numbers: number[]) =>
    Buffer.concat(numbers.flatMap((each) => [u32(each), u32(1)]));
  const first = (exif: number, gps: number): Tag[] => [
    [274, 3, 1, parts.orientation ?? 1],
    ...(parts.artist === undefined ? [] : [text(315, parts.artist)]),
    ...(parts.serial === undefined ? [] : [[34_665, 4, 1, exif] as const]),
    ...(parts.position ? [[34_853, 4, 1, gps] as const] : []),
  ];
  const head = Buffer.concat([Buffer.from(isLittle ? 'II' : 'MM'), u16(42), u32(8)]);
  const exifAt = 8 + directory(8, first(0, 0)).length;
  const exif =
    parts.serial === undefined ? Buffer.alloc(0) : directory(exifAt, [text(42_033, parts.serial)]);
  const gpsAt = exifAt + exif.length;
  const gps = parts.position
    ? directory(gpsAt, [
        text(1, 'N'),
        [2, 5, 3, degrees(39, 43, 9)],
        text(3, 'E'),
        [4, 5, 3, degrees(140, 39, 43)],
      ])
    : Buffer.alloc(0);
  return Buffer.concat([head, directory(8, first(exifAt, gpsAt)), exif, gps]);
}

/** @param inner elements or attributes of a description */
export function xmpOf(inner: { attributes?: string; elements?: string }): Buffer {
  return Buffer.from(
    `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" ${inner.attributes ?? ''}>${inner.elements ?? ''}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`,
  );
}

export const regionsXmp = xmpOf({
  elements: `<mwg-rs:Regions rdf:parseType="Resource"><mwg-rs:RegionList><rdf:Bag><rdf:li><rdf:Description mwg-rs:Name="${artist}" mwg-rs:Type="Face"/></rdf:li></rdf:Bag></mwg-rs:RegionList></mwg-rs:Regions>`,
});
export const positionXmp = xmpOf({
  attributes: 'exif:GPSLatitude="39,43.15N" exif:GPSLongitude="140,39.7E"',
});

/** IPTC among Photoshop's resources: data sets of record 2. */
export function photoshopOf(sets: Readonly<Record<number, string>>): Buffer {
  const iptc = Buffer.concat(
    Object.entries(sets).map(([set, value]) => {
      const bytes = Buffer.from(value);
      return Buffer.concat([Buffer.of(0x1c, 2, Number(set), 0, bytes.length), bytes]);
    }),
  );
  const length = Buffer.alloc(4);
  length.writeUInt32BE(iptc.length);
  const end = Buffer.alloc(iptc.length % 2);
  return Buffer.concat([
    Buffer.from('Photoshop 3.0\x008BIM\x04\x04\0\0', 'latin1'),
    length,
    iptc,
    end,
  ]);
}

const marks = { exif: 'Exif\0\0', xmp: 'http://ns.adobe.com/xap/1.0/\0', photoshop: '' } as const;
export type Told = Partial<Record<keyof typeof marks, Uint8Array>>;

export function segment(marker: number, data: Uint8Array): Buffer {
  const head = Buffer.of(0xff, marker, 0, 0);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([head, data]);
}

export function jpegWith(told: Told, jpeg: Uint8Array = notice('jpg')): Buffer {
  const more = (Object.keys(marks) as (keyof Told)[]).flatMap((form) => {
    const bytes = told[form];
    if (bytes === undefined) return [];
    const data = Buffer.concat([Buffer.from(marks[form], 'latin1'), bytes]);
    return [segment(form === 'photoshop' ? 0xed : 0xe1, data)];
  });
  return Buffer.concat([jpeg.subarray(0, 2), ...more, jpeg.subarray(2)]);
}

export function pngChunk(name: string, data: Uint8Array): Buffer {
  const chunk = Buffer.alloc(12 + data.length);
  chunk.writeUInt32BE(data.length);
  chunk.write(name, 4, 'latin1');
  chunk.set(data, 8);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 8 + data.length)), 8 + data.length);
  return chunk;
}

export function pngWith(...chunks: Uint8Array[]): Buffer {
  return chunksInto(notice('png'), ...chunks);
}

export function chunksInto(png: Uint8Array, ...chunks: Uint8Array[]): Buffer {
  return Buffer.concat([png.subarray(0, 33), ...chunks, png.subarray(33)]);
}

/** As ImageMagick and older programs write it. */
export function rawProfile(name: string, bytes: Uint8Array): Buffer {
  const hex = Buffer.from(bytes).toString('hex').replace(/.{72}/g, '$&\n');
  const text = Buffer.from(`\n${name}\n${String(bytes.length).padStart(8)}\n${hex}\n`);
  return pngChunk(
    'zTXt',
    Buffer.concat([Buffer.from(`Raw profile type ${name}\0\0`, 'latin1'), deflateSync(text)]),
  );
}

/** The simple file made an extended one, which alone may say more. */
export function webpWith(told: Told): Buffer {
  const simple = notice('webp');
  const chunk = (name: string, data: Uint8Array) => {
    const head = Buffer.from(`${name}\0\0\0\0`, 'latin1');
    head.writeUInt32LE(data.length, 4);
    return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
  };
  const flags = (told.exif === undefined ? 0 : 8) | (told.xmp === undefined ? 0 : 4);
  const size = Buffer.of(flags, 0, 0, 0, 479 & 0xff, 479 >> 8, 0, 139, 0, 0);
  const first = String.fromCharCode(...simple.subarray(12, 16));
  const rest = first === 'VP8X' ? simple.subarray(30) : simple.subarray(12);
  const chunks = Buffer.concat([
    chunk('VP8X', size),
    rest,
    ...(told.exif === undefined ? [] : [chunk('EXIF', told.exif)]),
    ...(told.xmp === undefined ? [] : [chunk('XMP ', told.xmp)]),
  ]);
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1');
  head.writeUInt32LE(chunks.length + 4, 4);
  return Buffer.concat([head, chunks]);
}

export function gifWith(xmp: Uint8Array): Buffer {
  const gif = notice('gif');
  const colours = 13 + ((gif[10] ?? 0) & 0x80 ? 3 * 2 ** (((gif[10] ?? 0) & 7) + 1) : 0);
  const trailer = Buffer.from([1, ...Array.from({ length: 256 }, (_, at) => 255 - at), 0]);
  const block = Buffer.concat([Buffer.from('!\xff\x0bXMP DataXMP', 'latin1'), xmp, trailer]);
  return Buffer.concat([gif.subarray(0, colours), block, gif.subarray(colours)]);
}

export function box(name: string, ...data: Uint8Array[]): Buffer {
  const body = Buffer.concat(data);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length + 8);
  head.write(name, 4, 'latin1');
  return Buffer.concat([head, body]);
}

/** As telephones write it; no picture is in it. */
export function heicWith(...data: Uint8Array[]): Buffer {
  return Buffer.concat([
    box('ftyp', Buffer.from('heic\0\0\0\0mif1heic', 'latin1')),
    box('mdat', Buffer.alloc(100, 7), ...data),
  ]);
}

export function mp4With(...data: Uint8Array[]): Buffer {
  return Buffer.concat([
    box('ftyp', Buffer.from('isom\0\0\0\0isommp42', 'latin1')),
    box('moov', box('udta', ...data)),
    box('mdat', Buffer.alloc(100, 7)),
  ]);
}

export const videoPosition = box(
  '\xa9xyz',
  Buffer.from('\0\x12\x15\xc7+39.7167+140.6617/', 'latin1'),
);
