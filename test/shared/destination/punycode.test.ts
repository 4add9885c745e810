import { domainToUnicode } from 'node:url';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalHost } from '../../../shared/destination/canonical-host.ts';
import { unicodeHost } from '../../../shared/destination/punycode.ts';

test.each([
  ['xn--wgv71a119e.jp', '日本語.jp'],
  ['www.xn--caf-dma.fr', 'www.café.fr'],
  ['xn--57hw060o.com', '⚡😊.com'],
  ['example.jp', 'example.jp'],
  ['xn--.jp', '.jp'],
  ['xn--a!b.jp', 'xn--a!b.jp'],
  ['xn--99999999999.jp', 'xn--99999999999.jp'],
])('%s reads %s', (host, expected) => {
  expect(unicodeHost(host)).toBe(expected);
});

test('reads what Node reads', () => {
  const letter = fc.integer({ min: 0x61, max: 0x2ffff }).map((code) => String.fromCodePoint(code));
  fc.assert(
    fc.property(fc.array(letter, { minLength: 1, maxLength: 12 }), (letters) => {
      const host = canonicalHost(`${letters.join('')}.jp`)?.host;
      if (host === undefined || domainToUnicode(host) === '') return;
      expect(unicodeHost(host)).toBe(domainToUnicode(host));
    }),
    { seed: 2026, numRuns: 2000 },
  );
});

test('never throws, whatever stands behind xn--', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 60 }), (text) => {
      expect(typeof unicodeHost(`xn--${text}`)).toBe('string');
    }),
    { seed: 2026, numRuns: 2000 },
  );
});
