import { expect, test } from 'vitest';
import { domains } from '../../../../shared/destination/feeds/domains.ts';
import { feedLines } from '../../../support/feed-lines.ts';

test.each([
  ['a name is that host alone', 'a.example', ['1 a.example']],
  ['a dot before it takes sub-domains', '.a.example', ['1 *.a.example']],
  ['so does a star', '*.a.example', ['1 *.a.example']],
  [
    'comments of both kinds',
    '# x\n; y\na.example # z\nb.example ;z',
    ['3 a.example', '4 b.example'],
  ],
  ['a URL of a whole site is its host', 'https://a.example/', ['1 a.example']],
  [
    'a URL with a path is a filter of that host',
    'http://a.example/x/y?z=1',
    ['1 filter .a.example/x/y?z=1'],
  ],
  ['a host with a path, without a scheme', 'a.example/x', ['1 filter .a.example/x']],
  ['a host with a port', 'a.example:8080', ['1 filter .a.example:8080/']],
  ['an address', '192.0.2.1', ['1 192.0.2.1']],
  ['an IPv6 address', '[2001:db8::1]', ['1 [2001:db8::1]']],
  ['an address with a path', 'http://192.0.2.1/x', ['1 filter 192.0.2.1/x']],
  ['two hosts in one URL', 'http://a.example\\@b.example/', ['1 not-a-host']],
])('%s', (_, text, expected) => {
  expect(feedLines(domains, text)).toEqual(expected);
});

test('with subdomains a plain name takes what is below it, a URL does not', () => {
  expect(feedLines(domains, 'a.example\nhttps://b.example/', { subdomains: true })).toEqual([
    '1 *.a.example',
    '2 b.example',
  ]);
});
