/** IPTC-IIM: records of a mark, a record number, a data set, a length and its value. */
import type { PictureMetadata } from '../../../shared/detection/picture-metadata.ts';

/** Of record 2: By-line, City, Sub-location, Contact. */
const kinds: Readonly<Record<number, PictureMetadata>> = {
  80: 'owner',
  90: 'position',
  92: 'position',
  118: 'owner',
};
const mark = 0x1c;

export function* iptcMetadata(bytes: Uint8Array): Generator<PictureMetadata> {
  for (let at = 0; bytes[at] === mark && at + 5 <= bytes.length; ) {
    const [, record = 0, set = 0, high = 0, low = 0] = bytes.subarray(at, at + 5);
    // With the first bit set it is the length of a length, which no such value needs.
    if (high >= 0x80) return;
    const length = high * 256 + low;
    const kind = record === 2 ? kinds[set] : undefined;
    const value = bytes.subarray(at + 5, at + 5 + length);
    if (kind !== undefined && value.some((byte) => byte > 0x20)) yield kind;
    at += 5 + length;
  }
}
