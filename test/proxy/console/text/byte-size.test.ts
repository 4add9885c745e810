import { expect, test } from 'vitest';
import { byteSize } from '../../../../proxy/console/text/byte-size.ts';

test.each([
  [0, '0 bytes'],
  [999, '999 bytes'],
  [24_816, '25 KB'],
  [3_140_000, '3.1 MB'],
])('%i is %s', (bytes, expected) => {
  expect(byteSize(bytes, 'bytes')).toBe(expected);
});
