import { expect, it } from 'vitest';
import { iptcMetadata } from '../../../../proxy/inspection/metadata/iptc.ts';

it.each([
  ['\x1c\x02\x50\0\x02ab', ['owner']],
  ['\x1c\x02\x5a\0\x02ab\x1c\x02\x50\0\x01a', ['position', 'owner']],
  ['\x1c\x01\x5a\0\x02ab', []],
  ['\x1c\x02\x5a\0\x02  ', []],
  ['\x1c\x02\x5a\x80\x04ab', []],
  ['\x1c\x02\x5a\0', []],
  ['ab', []],
])('%j', (text, expected) => {
  expect([...iptcMetadata(Buffer.from(text, 'latin1'))]).toEqual(expected);
});
