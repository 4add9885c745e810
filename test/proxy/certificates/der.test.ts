import { describe, expect, test } from 'vitest';
import {
  bitString,
  context,
  integer,
  oid,
  sequence,
  time,
} from '../../../proxy/certificates/der.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

describe('DER', () => {
  test.each([
    ['a small integer takes one octet', integer(Buffer.from([2])), '020102'],
    ['leading zeros are dropped', integer(Buffer.from([0, 0, 5])), '020105'],
    ['zero keeps one octet', integer(Buffer.from([0, 0])), '020100'],
    ['a leading one bit gets a sign octet', integer(Buffer.from([0x80])), '02020080'],
    ['an object identifier packs its first two arcs', oid('2.5.4.3'), '0603550403'],
    ['large arcs take base 128', oid('1.2.840.10045.4.3.2'), '06082a8648ce3d040302'],
    ['a bit string says how many bits do not count', bitString(Buffer.from([6]), 1), '03020106'],
    [
      'a context tag may hold other values',
      context(0, true, integer(Buffer.from([2]))),
      'a003020102',
    ],
    ['an empty sequence', sequence(), '3000'],
    [
      'years up to 2049 are written with two digits',
      time(new Date('2049-12-31T23:59:59Z')),
      `170d${hex(Buffer.from('491231235959Z'))}`,
    ],
    [
      'later years with four',
      time(new Date('2050-01-01T00:00:00Z')),
      `180f${hex(Buffer.from('20500101000000Z'))}`,
    ],
  ])('%s', (_, bytes, expected) => {
    expect(hex(bytes)).toBe(expected);
  });

  test.each([
    [127, '307f'],
    [128, '308180'],
    [256, '30820100'],
    [65536, '3083010000'],
  ])('a content of %i octets is announced', (length, start) => {
    expect(hex(sequence(Buffer.alloc(length))).startsWith(start)).toBe(true);
  });
});
