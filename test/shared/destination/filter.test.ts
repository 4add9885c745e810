import { describe, expect, test } from 'vitest';
import { parseDestination } from '../../../shared/destination/destination.ts';
import { parseFilter } from '../../../shared/destination/filter.ts';
import { matches } from '../../../shared/destination/match.ts';
import { readData, withData } from '../../support/shared-data.ts';

function matched(filter: string, url: string, every = false): boolean {
  const parsed = parseFilter(filter);
  const destination = parseDestination(url);
  if (!parsed.ok || !destination.ok) throw new Error(`${filter} ${url}`);
  return matches(parsed.match, destination.destination, every);
}

describe('parseFilter reads', () => {
  const anything = {
    scheme: null,
    port: null,
    key: '',
    exact: false,
    hostLength: 0,
    pathLength: 0,
    bare: false,
  };
  test.each([
    ['*', { ...anything, bare: true }],
    ['https:*', { ...anything, scheme: 'https' }],
    ['HTTPS://*', { ...anything, scheme: 'https' }],
    ['*:8080', { ...anything, port: 8080 }],
    ['*/path', { ...anything, pathLength: 5 }],
    ['example.jp', { ...anything, key: 'example.jp', hostLength: 11 }],
    ['EXAMPLE.jp./', { ...anything, key: 'example.jp', hostLength: 11, pathLength: 1 }],
    ['.example.jp', { ...anything, key: 'example.jp', hostLength: 10, exact: true }],
    ['192.0.2.1', { ...anything, key: '192.0.2.1', hostLength: 9, exact: true }],
    [
      '[2001:DB8::1]:443',
      { ...anything, key: '2001:db8::1', hostLength: 11, exact: true, port: 443 },
    ],
    ['日本語.jp', { ...anything, key: 'xn--wgv71a119e.jp', hostLength: 18 }],
    [
      'http://user:pw@example.jp#x',
      { ...anything, scheme: 'http', key: 'example.jp', hostLength: 11 },
    ],
    ['localhost:8600', { ...anything, key: 'localhost', hostLength: 10, port: 8600 }],
    [
      'localhost:8600/x',
      { ...anything, key: 'localhost', hostLength: 10, port: 8600, pathLength: 2 },
    ],
    [
      'http://example.jp:80/a?b=c',
      { ...anything, scheme: 'http', key: 'example.jp', hostLength: 11, port: 80, pathLength: 2 },
    ],
  ])('%s', (text, expected) => {
    const parsed = parseFilter(text);
    expect(parsed).toMatchObject({ ok: true, match: { text, ...expected } });
  });
});

test.each([
  '',
  ' example.jp',
  'exam ple.jp',
  ':8080',
  'example.jp:*',
  'example.jp:65536',
  'example.jp:0',
  'example.jp:',
  'example.jp:http',
  '*.example.jp',
  'www.*.jp',
  'http://',
  'https:///x',
  'a..b',
  '[example.jp]',
  'data:image/png',
  'mailto:a@example.jp',
  '.',
  '..',
  'http://[::1',
  '%',
  'a,b.jp',
])('refuses %j, with a cure', (text) => {
  const parsed = parseFilter(text);
  expect(parsed.ok).toBe(false);
  if (!parsed.ok) expect(parsed.problem.cure).toMatch(/[ぁ-ん].*\/ /);
});

test.each([
  ['takes sub-domains at a label', 'google.com', 'http://mail.google.com/', true],
  ['does not take a name that ends alike', 'google.com', 'http://notgoogle.com/', false],
  ['takes any scheme with a host', 'google.com', 'custom://google.com/', true],
  ['takes no URL without a host', '*', 'about:blank', false],
  ['takes no file without its scheme', '*', 'file:///x', false],
  ['takes a file by its scheme', 'file:///home', 'file:///home/x', true],
  ['takes a path as a prefix', 'path.to/ruin', 'http://path.to/ruins', true],
  ['takes Japanese paths', 'example.jp/申請', 'https://example.jp/%E7%94%B3%E8%AB%8B/1', true],
  ['takes / for every path', 'example.jp/', 'https://example.jp/x', true],
  ['takes a port as written', 'example.jp:8080', 'http://example.jp:8080/', true],
  ['takes a default port', 'example.jp:443', 'https://example.jp/', true],
  ['leaves the other scheme of that port', 'example.jp:443', 'http://example.jp/', false],
])('%s', (_, filter, url, expected) => {
  expect(matched(filter, url)).toBe(expected);
});

interface Data {
  multi_pattern_match: { patterns: string[]; url: string; matched: boolean }[];
  only_wildcard: { patterns: string[]; url: string; matched: boolean }[];
  filter_to_components: {
    filter: string;
    scheme: string;
    host: string;
    match_subdomains: boolean;
    port: number;
    path: string;
  }[];
}
const data = readData<Data>('url/chromium_url_util.json');

describe.skipIf(data === null)(withData('chromium_url_util.json', data === null), () => {
  const rows = [...(data?.multi_pattern_match ?? []), ...(data?.only_wildcard ?? [])];
  test.each(rows)('$patterns $url: $matched', ({ patterns, url, matched: expected }) => {
    const whole = /^[a-z]+:\/\//.test(url) ? url : `http://${url}`;
    expect(patterns.some((pattern) => matched(pattern, whole, true))).toBe(expected);
  });

  // `data:image/png` has no host: the barrier carries no data: URL, and such a filter is refused.
  const filters = (data?.filter_to_components ?? []).filter(
    ({ filter }) => !filter.startsWith('data:'),
  );
  test.each(filters)('reads $filter as Chromium does', (row) => {
    const parsed = parseFilter(row.filter);
    if (!parsed.ok) throw new Error(row.filter);
    const { scheme, key, exact, port, pathLength } = parsed.match;
    expect([scheme ?? '', key, !exact, port ?? 0, pathLength]).toEqual([
      row.scheme,
      row.host.replace(/^\./, ''),
      row.match_subdomains,
      row.port,
      row.path.length,
    ]);
  });
});
