import { expect, test } from 'vitest';
import { parseAuthority } from '../../../shared/destination/destination.ts';
import { compileUpstream, parseProxy, upstreamFor } from '../../../shared/policy/upstream.ts';

test.each([
  ['http://Cloud.Example.LG.jp:8080', 'http://cloud.example.lg.jp:8080'],
  ['http://cloud.example.lg.jp/', 'http://cloud.example.lg.jp:80'],
  ['https://cloud.example.lg.jp', 'https://cloud.example.lg.jp:443'],
  ['http://[2001:DB8::1]:3128', 'http://[2001:db8::1]:3128'],
  ['http://user:word@cloud.example', undefined],
  ['http://cloud.example?x', undefined],
  ['ftp://cloud.example', undefined],
  ['', undefined],
])('%s is the proxy %s', (text, expected) => {
  expect(parseProxy(text)?.proxy).toBe(expected);
});

const upstream = compileUpstream({
  proxy: 'http://cloud.example.lg.jp:8080',
  except: ['asp.example', '.only.example', 'a.example:8443', '10.1.2.3'],
});

test.each([
  ['city.example:443', true],
  ['asp.example:443', false],
  ['www.asp.example:80', false],
  ['only.example:443', false],
  ['www.only.example:443', true],
  ['a.example:8443', false],
  ['a.example:443', true],
  ['10.1.2.3:443', false],
  ['10.1.2.4:443', true],
  ['127.0.0.1:8600', false],
  ['[::1]:8600', false],
  ['[::ffff:127.0.0.1]:8600', false],
  ['city.localhost:80', false],
])('%s goes through the proxy above: %s', (authority, expected) => {
  const parsed = parseAuthority(authority);
  if (!parsed.ok) throw new Error(parsed.problem);
  expect(upstreamFor({ upstream }, parsed.destination) !== null).toBe(expected);
});

test('without one everything goes straight', () => {
  const parsed = parseAuthority('city.example:443');
  if (!parsed.ok) throw new Error(parsed.problem);
  expect(upstreamFor({ upstream: null }, parsed.destination)).toBeNull();
});

test('a user is kept, and only where one is named', () => {
  const proxy = 'http://cloud.example.lg.jp:8080';
  expect(compileUpstream({ proxy }).user).toBeNull();
  expect(compileUpstream({ proxy, credential: { user: 'yokote' } }).user).toBe('yokote');
});
