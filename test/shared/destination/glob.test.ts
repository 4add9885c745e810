import { describe, expect, test } from 'vitest';
import { parseDestination } from '../../../shared/destination/destination.ts';
import { compilePathGlob, parseGlob } from '../../../shared/destination/glob.ts';
import { matches } from '../../../shared/destination/match.ts';
import { processorTime } from '../../support/processor-time.ts';

function matched(glob: string, url: string): boolean {
  const parsed = parseGlob(`glob:${glob}`);
  const destination = parseDestination(url);
  if (!parsed.ok || !destination.ok) throw new Error(`${glob} ${url}`);
  return matches(parsed.match, destination.destination, true);
}

test.each([
  ['a star is one label', '*.example.jp', 'https://www.example.jp/', true],
  ['a star is not two labels', '*.example.jp', 'https://a.b.example.jp/', false],
  ['a star is not none', '*.example.jp', 'https://example.jp/', false],
  ['a star in the middle', 'login.*.example.jp', 'https://login.eu.example.jp/', true],
  ['a star at the end', 'example.*', 'https://example.jp/', true],
  ['a star in a label', 'www*.example.jp', 'https://www12.example.jp/', true],
  ['a question mark in a label', 'www?.example.jp', 'https://www.example.jp/', false],
  ['two stars are several labels', '**.example.jp', 'https://a.b.example.jp/', true],
  ['two stars are not none', '**.example.jp', 'https://example.jp/', false],
  ['two stars alone are any host', 'https://**/x', 'https://a.b/x', true],
  ['braces are one of some', '{a,b}.example.jp', 'https://b.example.jp/', true],
  ['no wildcard is that host alone', 'example.jp', 'https://www.example.jp/', false],
  ['upper case and Unicode fold', 'WWW*.日本語.jp', 'https://www1.xn--wgv71a119e.jp/', true],
  ['a literal address', '192.0.2.1/**', 'http://192.0.2.1/x', true],
  ['a star is no part of an address', '192.0.2.*', 'http://192.0.2.1/', false],
  ['two stars alone are an address, too', '**/x', 'http://192.0.2.1/x', true],
  ['an IPv6 address', '[2001:db8::1]:8080/x', 'http://[2001:db8::1]:8080/x', true],
  ['a scheme', 'https://*.example.jp', 'http://www.example.jp/', false],
  ['a port', '*.example.jp:8080', 'http://www.example.jp/', false],
  ['no path is any path', '*.example.jp', 'https://www.example.jp/a/b?c', true],
  [
    'two stars in a path cross segments',
    'example.jp/files/**',
    'https://example.jp/files/a/b',
    true,
  ],
  ['two stars in a path are also none', 'example.jp/files/**', 'https://example.jp/files', true],
  ['two stars in the middle', 'example.jp/**/x.pdf', 'https://example.jp/a/b/x.pdf', true],
  [
    'a star in a path stays in its segment',
    'example.jp/files/*',
    'https://example.jp/files/a/b',
    false,
  ],
  [
    'a star takes names with a dot in front',
    'example.jp/files/*',
    'https://example.jp/files/.a',
    true,
  ],
  ['the whole path must fit', 'example.jp/files', 'https://example.jp/files/a', false],
  ['the case of a path counts', 'example.jp/Files', 'https://example.jp/files', false],
  ['braces in a path', 'example.jp/*.{pdf,docx}', 'https://example.jp/a.docx', true],
  ['Japanese in a path', 'example.jp/申請/*', 'https://example.jp/%E7%94%B3%E8%AB%8B/1', true],
  ['escapes in the URL', 'example.jp/files/*', 'https://example.jp/%66iles/a', true],
  ['the query is not looked at', 'example.jp/files/*', 'https://example.jp/files/a?b=/c', true],
  ['signs of expressions are plain', 'example.jp/a.c', 'https://example.jp/abc', false],
])('%s: %s', (_, glob, url, expected) => {
  expect(matched(glob, url)).toBe(expected);
});

describe('the literal characters count for the precedence', () => {
  test.each([
    ['glob:*.example.jp', { key: 'example.jp', exact: false, hostLength: 11, pathLength: 0 }],
    ['glob:**.example.jp', { key: 'example.jp', exact: false, hostLength: 11 }],
    ['glob:login.*.example.jp', { key: 'example.jp', hostLength: 17 }],
    ['glob:example.*', { key: '', hostLength: 8 }],
    ['glob:example.jp/files/**', { key: 'example.jp', exact: true, hostLength: 10, pathLength: 7 }],
    ['glob:example.jp/{a,b}/x', { pathLength: 3 }],
  ])('%s', (text, expected) => {
    expect(parseGlob(text)).toMatchObject({ ok: true, match: expected });
  });
});

test.each([
  'glob:',
  'glob:/x',
  'glob:https://',
  'glob:a..b',
  'glob:*.*.*.*.*.*.*.*.*.jp',
  `glob:example.jp/${'a'.repeat(500)}`,
  'glob:example.jp/+(a|b)',
  'glob:example.jp/!(a)',
  'glob:example.jp/(a+)+',
  'glob:example.jp/[ab]',
  'glob:exam ple.jp',
  'glob:example.jp/x?y=1',
  'glob:example.jp:*',
  'glob:example.jp:0',
  'glob:example.jp:65536',
  'glob:a.**.jp',
  'glob:[::*]',
  'glob:a**.jp',
  'glob:example.jp/a**',
  'glob:example.jp/a*b*c*',
  'glob:a*b*c*.jp',
  'glob:example.jp/{a/b,c}',
  'glob:{a.b,c}.jp',
  'glob:example.jp\\x',
  'glob:1*.example,jp',
])('refuses %j, with a cure', (text) => {
  const parsed = parseGlob(text);
  expect(parsed.ok).toBe(false);
  if (!parsed.ok) expect(parsed.problem.cure).toMatch(/[ぁ-ん].*\/ /);
});

test.each([
  ['many segments', 'example.jp/**/a*a*/**/*a*b', `/${'aa/'.repeat(300)}c`],
  ['one long segment', 'example.jp/**/*a*b', `/${'a'.repeat(2000)}c`],
])('the worst path stays quick: %s', (_, glob, path) => {
  const parsed = parseGlob(`glob:${glob}`);
  if (!parsed.ok) throw new Error('refused');
  const worked = processorTime(() => expect(parsed.match.path?.(path, true)).toBe(false));
  expect(worked).toBeLessThan(5_000);
});

test('a segment too long to look at is not allowed, and is blocked', () => {
  const path = `/${'a'.repeat(3000)}`;
  const parsed = parseGlob('glob:example.jp/a*');
  if (!parsed.ok) throw new Error('refused');
  expect([parsed.match.path?.(path, true), parsed.match.path?.(path, false)]).toEqual([
    false,
    true,
  ]);
});

describe('the path of a glob alone', () => {
  test.each([
    ['/a/*/b', '/a/x/b', true],
    ['/a/*/b', '/a/x/y/b', false],
    ['/a/*/b/', '/a/x/b', true],
    ['/a/**', '/a', true],
    ['/a/**', '/a/b/c', true],
    ['/**', '/anything', true],
    ['/a', '/A', false],
    ['/{a,b}', '/b', true],
  ])('%s and %s: %s', (glob, path, expected) => {
    expect(compilePathGlob(glob)?.test(path)).toBe(expected);
  });

  test.each(['', 'a', '/a(b)', '/a b', '/a**b', `/${'a'.repeat(500)}`, '/*/*/*/*/*/*/*/*/*'])(
    'cannot be read: %j',
    (glob) => {
      expect(compilePathGlob(glob)).toBeNull();
    },
  );
});
