import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalHost } from '../../../shared/destination/canonical-host.ts';

test.each([
  ['EXAMPLE.jp', 'example.jp', 'name'],
  ['example.jp..', 'example.jp', 'name'],
  ['日本語.jp', 'xn--wgv71a119e.jp', 'name'],
  ['0x7f.1..', '127.0.0.1', 'address'],
  ['1.2.3.4', '1.2.3.4', 'address'],
  ['[2001:DB8::1]', '2001:db8::1', 'address'],
  ['[::ffff:a00:1]', '10.0.0.1', 'address'],
  ['a_b-c.jp', 'a_b-c.jp', 'name'],
])('folds %s to %s, a %s', (text, host, kind) => {
  expect(canonicalHost(text)).toEqual({ host, kind });
});

test.each([
  '',
  '.',
  '..',
  'a..b',
  '.a',
  'a b',
  'a/b',
  'a\\b',
  'a?b',
  'a#b',
  'a@b',
  'a:1',
  '::1',
  '[a]',
  '[::1',
  '::1]',
  '[[::1]]',
  'a*',
  "a'b",
  '256.1.1.1',
  'a%2fb',
  `${'a'.repeat(64)}.jp`,
])('refuses %j', (text) => {
  expect(canonicalHost(text)).toBeNull();
});

test('what it makes, it leaves as it is', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.domain(),
        fc.ipV4(),
        fc.ipV6().map((text) => `[${text}]`),
        fc.string({ unit: 'binary' }),
      ),
      (text) => {
        const first = canonicalHost(text);
        if (first === null) return;
        const again = canonicalHost(first.host.includes(':') ? `[${first.host}]` : first.host);
        expect(again).toEqual(first);
        expect(first.host).toMatch(/^[a-z0-9._:-]+$/);
      },
    ),
  );
});

test('takes a plain host as it is, just as URL does', () => {
  const label = fc.string({ unit: fc.constantFrom(...'abx01_-n'), minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(fc.array(label, { minLength: 1, maxLength: 4 }), (labels) => {
      const host = labels.join('.');
      const seen = URL.canParse(`http://${host}/`) ? new URL(`http://${host}/`).hostname : null;
      expect(canonicalHost(host)?.host ?? null).toBe(seen);
    }),
    { seed: 2026, numRuns: 2000 },
  );
});
