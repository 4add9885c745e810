import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { canonicalCode, codeHash, oneTimeCode } from '../../../proxy/link/one-time-code.ts';

test('a code is 20 characters of Crockford’s Base32 in groups of five', () => {
  expect(oneTimeCode(Uint8Array.from({ length: 20 }, (_, n) => n))).toBe('01234-56789-ABCDE-FGHJK');
  for (let n = 0; n < 100; n++) {
    expect(oneTimeCode(randomBytes(20))).toMatch(
      /^[0-9A-HJKMNP-TV-Z]{5}(-[0-9A-HJKMNP-TV-Z]{5}){3}$/,
    );
  }
});

test.each([
  ['as it was printed', '01234-56789-ABCDE-FGHJK', '0123456789ABCDEFGHJK'],
  ['in lower case with spaces', ' 01234 56789 abcde fghjk\n', '0123456789ABCDEFGHJK'],
  ['with O for 0, I and L for 1', 'OIL23-56789-ABCDE-FGHJK', '0112356789ABCDEFGHJK'],
  ['too short', '01234-56789-ABCDE-FGHJ', null],
  ['too long', '01234-56789-ABCDE-FGHJKM', null],
  ['with a letter that there is not', '01234-56789-ABCDE-FGHJU', null],
  ['a path', '../../01234-56789-ABCDE', null],
  ['nothing', '', null],
  ['a megabyte', '0'.repeat(1_000_000), null],
])('reads a code %s', (_, typed, canonical) => {
  expect(canonicalCode(typed)).toBe(canonical);
});

test('its hash is 64 hexadecimal digits and tells codes apart', () => {
  expect(codeHash('0'.repeat(20))).toMatch(/^[0-9a-f]{64}$/);
  expect(codeHash('0'.repeat(20))).not.toBe(codeHash(`${'0'.repeat(19)}1`));
});
