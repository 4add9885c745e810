/** A 7z archive of one folder with one file, so that the library unpacks a stream that it does not open. */
import { crc32 } from 'node:zlib';
import { type Folder, signatureLength } from './seven-zip-header.ts';

/** @param packed the one stream that the folder's coders unpack */
export function sevenZipOf(
  { coders, binds, sizes }: Pick<Folder, 'coders' | 'binds' | 'sizes'>,
  packed: Uint8Array,
): Uint8Array {
  const folder = [
    ...number(coders.length),
    ...coders.flatMap(({ id, properties }) => [
      id.length | (properties.length > 0 ? 0x20 : 0),
      ...id,
      ...(properties.length > 0 ? [...number(properties.length), ...properties] : []),
    ]),
    ...binds.flatMap(({ into, from }) => [...number(into), ...number(from)]),
  ];
  const name = [0, 0x61, 0, 0, 0];
  const header = Uint8Array.from([
    ...[0x01, 0x04],
    ...[0x06, ...number(0), ...number(1), 0x09, ...number(packed.length), 0x00],
    ...[0x07, 0x0b, ...number(1), 0, ...folder, 0x0c, ...sizes.flatMap(number), 0x00],
    ...[0x08, 0x00, 0x00],
    ...[0x05, ...number(1), 0x11, ...number(name.length), ...name, 0x00, 0x00],
  ]);
  const start = Buffer.alloc(signatureLength);
  start.set([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c, 0, 4]);
  start.writeBigUInt64LE(BigInt(packed.length), 12);
  start.writeBigUInt64LE(BigInt(header.length), 20);
  start.writeUInt32LE(crc32(header), 28);
  start.writeUInt32LE(crc32(start.subarray(12)), 8);
  return Buffer.concat([start, packed, header]);
}

/** As all numbers of 7z: small ones in one byte; others here in nine. */
function number(value: number): number[] {
  if (value < 0x80) return [value];
  const bytes = Buffer.alloc(9, 0xff);
  bytes.writeBigUInt64LE(BigInt(value), 1);
  return [...bytes];
}
