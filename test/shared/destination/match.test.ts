import { expect, test } from 'vitest';
import { parseDestination } from '../../../shared/destination/destination.ts';
import { parseMatch } from '../../../shared/destination/entry-match.ts';
import { matches, mayMatch, needsPath } from '../../../shared/destination/match.ts';

test.each([
  ['a host', 'example.jp', 'https://example.jp/x', true, true, false],
  ['a sub-domain', 'example.jp', 'https://a.example.jp/x', true, true, false],
  ['another host', 'example.jp', 'https://example.com/x', false, false, false],
  ['a host that ends alike', 'example.jp', 'https://anexample.jp/x', false, false, false],
  ['an exact host', '.example.jp', 'https://a.example.jp/x', false, false, false],
  ['another path', 'example.jp/y', 'https://example.jp/x', true, false, true],
  ['the root as path', 'example.jp/', 'https://example.jp/x', true, true, false],
  ['another query', 'example.jp?y', 'https://example.jp/x', true, false, true],
  ['another scheme', 'http://example.jp', 'https://example.jp/x', false, false, false],
  ['another port', 'example.jp:80', 'https://example.jp/x', false, false, false],
  ['an address in NAT64', '192.0.2.1', 'https://[64:ff9b::c000:201]/', true, true, false],
  ['a glob', 'glob:*.jp/y', 'https://example.jp/x', true, false, true],
  ['a glob for every path', 'glob:*.jp/**', 'https://example.jp/x', true, true, false],
])('%s: %s', (_, text, url, may, does, unseen) => {
  const parsed = parseMatch(text);
  const destination = parseDestination(url);
  if (!parsed.ok || !destination.ok) throw new Error(text);
  expect([
    mayMatch(parsed.match, destination.destination),
    matches(parsed.match, destination.destination, true),
    needsPath(parsed.match),
  ]).toEqual([may, does, unseen]);
});
