import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseBasicCredential } from '../../../proxy/link/basic-credential.ts';

const basic = (text: string | Uint8Array) => `Basic ${Buffer.from(text).toString('base64')}`;

test.each([
  ['the usual', basic('id:secret'), { username: 'id', password: 'secret' }],
  [
    'the scheme in any case',
    basic('id:secret').replace('Basic', 'bASIC'),
    { username: 'id', password: 'secret' },
  ],
  ['colons in the password', basic('id:a:b:c'), { username: 'id', password: 'a:b:c' }],
  ['an empty password', basic('id:'), { username: 'id', password: '' }],
  ['UTF-8', basic('田中:鍵'), { username: '田中', password: '鍵' }],
  ['nothing', undefined, null],
  ['an empty header', '', null],
  ['another scheme', 'Bearer aWQ6c2VjcmV0', null],
  ['no base64', 'Basic id:secret', null],
  ['base64url', 'Basic _-__', null],
  [
    'missing padding',
    basic('id:sec').replace(/=+$/, ''),
    basic('id:sec').endsWith('=') ? null : { username: 'id', password: 'sec' },
  ],
  ['bits left over in the padding', 'Basic aWQ6c2VjcmV1dB==', null],
  ['something behind it', `${basic('id:secret')} x`, null],
  ['two credentials', `${basic('id:secret')}, ${basic('id:other')}`, null],
  ['no colon', basic('secret'), null],
  ['no UTF-8', basic(Uint8Array.of(0x69, 0x3a, 0xff)), null],
  ['a control character', basic('id:sec\u0000ret'), null],
  ['a line break', basic('id:sec\nret'), null],
  ['far too long', basic(`id:${'x'.repeat(2000)}`), null],
])('reads %s', (_, header, credential) => {
  expect(parseBasicCredential(header)).toEqual(credential);
});

test('has one spelling for each credential: what is read spells the same header', () => {
  fc.assert(
    fc.property(fc.base64String({ maxLength: 60 }), (encoded) => {
      const read = parseBasicCredential(`Basic ${encoded}`);
      if (read !== null)
        expect(basic(`${read.username}:${read.password}`)).toBe(`Basic ${encoded}`);
    }),
  );
});
