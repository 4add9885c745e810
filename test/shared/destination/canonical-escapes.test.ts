import { expect, test } from 'vitest';
import { canonicalEscapes, escapedText } from '../../../shared/destination/canonical-escapes.ts';

test.each([
  ['/a', '/a'],
  ['/%61%2d%7E', '/a-~'],
  ['/%e3%81%82', '/%E3%81%82'],
  ['/%2f%3F', '/%2F%3F'],
  ['/%2561', '/%2561'],
  ['/100%', '/100%'],
  ['/%zz', '/%zz'],
])('canonicalEscapes of %s is %s', (text, expected) => {
  expect(canonicalEscapes(text)).toBe(expected);
  expect(canonicalEscapes(expected)).toBe(expected);
});

test.each(['/申請 書', '/a"b', '/🔏', '/%61あ', '/plain'])(
  'escapedText spells %s as a URL does',
  (text) => {
    const seen = canonicalEscapes(new URL(`https://example.jp${text.replace(/"/g, '')}`).pathname);
    expect(escapedText(text.replace(/"/g, ''))).toBe(seen);
  },
);
