import { expect, test } from 'vitest';
import { checkUpstream } from '../../../shared/policy/check-upstream.ts';
import { placeText } from '../../../shared/policy/finding.ts';

const proxy = 'http://cloud.example.lg.jp:8080';

test.each([
  ['no upstream', undefined, []],
  ['a proxy', { proxy }, []],
  ['a proxy over TLS, by its address', { proxy: 'https://[2001:db8::1]:8443' }, []],
  ['no scheme', { proxy: 'cloud.example.lg.jp:8080' }, ['error upstream.proxy']],
  ['another scheme', { proxy: 'socks5://cloud.example.lg.jp:1080' }, ['error upstream.proxy']],
  ['a path', { proxy: `${proxy}/proxy.pac` }, ['error upstream.proxy']],
  ['a port that is none', { proxy: 'http://cloud.example.lg.jp:0' }, ['error upstream.proxy']],
  ['a password in it', { proxy: 'http://a:b@cloud.example.lg.jp' }, ['error upstream.proxy']],
  ['a user', { proxy, credential: { user: 'yokote' } }, []],
  [
    'a user with a password behind a colon',
    { proxy, credential: { user: 'yokote:word' } },
    ['error upstream.credential.user'],
  ],
  ['hosts, with a port or without', { proxy, except: ['asp.lgwan.jp', 'a.example:8443'] }, []],
  [
    'a path, a scheme and no filter',
    { proxy, except: ['a.example/path', 'https://a.example', 'a b'] },
    ['error upstream.except[0]', 'error upstream.except[1]', 'error upstream.except[2]'],
  ],
])('%s', (_, upstream, expected) => {
  const found = checkUpstream(upstream).map(({ severity, at }) => `${severity} ${placeText(at)}`);
  expect(found).toEqual(expected);
});

test('a password that was written into the address is not repeated', () => {
  const word = ['hid', 'den'].join('');
  const found = checkUpstream({ proxy: `http://yokote:${word}@cloud.example.lg.jp:8080` });
  expect(JSON.stringify(found)).not.toContain(word);
  expect(JSON.stringify(found)).toContain('set-credential');
});
