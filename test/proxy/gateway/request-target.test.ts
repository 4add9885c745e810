import { expect, test } from 'vitest';
import { readAbsoluteTarget, readOriginTarget } from '../../../proxy/gateway/request-target.ts';
import { parseAuthority, urlText } from '../../../shared/destination/destination.ts';

const tunnel = parseAuthority('city.example:8443');
if (!tunnel.ok) throw new Error(tunnel.problem);
const shown = (read: ReturnType<typeof readAbsoluteTarget>) =>
  read.ok ? urlText(read.destination) : read.problem;

test.each([
  ['absolute form', 'http://city.example/a?b', 'city.example', 'http://city.example/a?b'],
  [
    'a port that both name',
    'http://city.example:8080/',
    'city.example:8080',
    'http://city.example:8080/',
  ],
  [
    'the default port written out',
    'http://city.example:80/',
    'city.example',
    'http://city.example/',
  ],
  ['other spellings of one host', 'http://CITY.example/', 'city.EXAMPLE.', 'http://city.example/'],
  ['no Host (HTTP/1.0)', 'http://city.example/', undefined, 'http://city.example/'],
  [
    'another scheme, for the policy to judge',
    'ftp://city.example/',
    'city.example',
    'ftp://city.example/',
  ],
  ['origin form', '/a', 'city.example', 'form'],
  ['asterisk form', '*', 'city.example', 'form'],
  ['authority form', 'city.example:80', 'city.example', 'form'],
  ['another Host', 'http://city.example/', 'other.example', 'host'],
  ['a Host with another port', 'http://city.example/', 'city.example:81', 'host'],
  ['a Host with more than a host', 'http://city.example/', 'city.example/x', 'host'],
  ['user info in Host', 'http://city.example/', 'x@city.example', 'host'],
  ['two hosts', 'http://a.example@b.example@c.example/', 'c.example', 'destination'],
  ['a backslash', 'http://a.example\\.b.example/', 'a.example', 'destination'],
  ['a fragment', 'http://a.example/#x', 'a.example', 'destination'],
  ['bytes beyond ASCII', 'http://a.example/\xe9', 'a.example', 'destination'],
  ['an empty label', 'http://a..example/', 'a..example', 'destination'],
])('to the proxy: %s', (_, target, host, expected) => {
  expect(shown(readAbsoluteTarget(target, host, false))).toBe(expected);
});

test('an upgrade is a WebSocket', () => {
  expect(shown(readAbsoluteTarget('http://city.example/chat', 'city.example', true))).toBe(
    'ws://city.example/chat',
  );
});

test.each([
  ['origin form', '/a/../b?c', 'city.example:8443', 'https://city.example:8443/b?c'],
  [
    'a backslash in the query, as browsers send it',
    '/a?b=\\c|d',
    'city.example:8443',
    'https://city.example:8443/a?b=\\c|d',
  ],
  ['absolute form', 'https://city.example:8443/', 'city.example:8443', 'form'],
  ['asterisk form', '*', 'city.example:8443', 'form'],
  ['another Host', '/', 'other.example:8443', 'host'],
  ['a Host without the port', '/', 'city.example', 'host'],
  ['no Host', '/', undefined, 'host'],
  ['a path that a browser reads as another', '/a\\b', 'city.example:8443', 'destination'],
  [
    'a path of two slashes',
    '//other.example/',
    'city.example:8443',
    'https://city.example:8443//other.example/',
  ],
])('inside a tunnel: %s', (_, target, host, expected) => {
  expect(shown(readOriginTarget(target, host, tunnel.destination, 'https'))).toBe(expected);
});
