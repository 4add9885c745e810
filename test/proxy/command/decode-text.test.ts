import { expect, test } from 'vitest';
import { decodeText } from '../../../proxy/command/decode-text.ts';

test.each([
  ['UTF-8', [0xe9, 0x96, 0xa2], '関'],
  ['UTF-8 with a mark', [0xef, 0xbb, 0xbf, 0x61], 'a'],
  ['Shift_JIS', [0x8a, 0xd6], '関'],
  ['nothing', [], ''],
])('reads %s', (_, bytes, text) => {
  expect(decodeText(Uint8Array.from(bytes))).toBe(text);
});
