import { expect, test } from 'vitest';
import { createKeyedHash } from '../../../../shared/detection/registered/keyed-hash.ts';

test('is SipHash-2-4: the published vector of eight bytes', () => {
  const hash = createKeyedHash([0x03020100, 0x07060504, 0x0b0a0908, 0x0f0e0d0c]);
  hash.of(0x07060504, 0x03020100);
  // 62 24 93 9a 79 f5 f5 93, little-endian.
  expect([hash.high, hash.low]).toEqual([0x93f5f579, 0x9a932462]);
});

test('another key gives another value, and the same key the same one', () => {
  const one = createKeyedHash([1, 2, 3, 4]);
  const other = createKeyedHash([1, 2, 3, 5]);
  one.of(7, 9);
  other.of(7, 9);
  expect([one.high, one.low]).not.toEqual([other.high, other.low]);
  const before = [one.high, one.low];
  one.of(8, 9);
  one.of(7, 9);
  expect([one.high, one.low]).toEqual(before);
});
