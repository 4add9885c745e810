import { describe, expect, it } from 'vitest';
import {
  detectorsWithout,
  ownCredentials,
  ownCredentialsOfBytes,
  ownCredentialsOfJson,
} from '../../../../proxy/inspection/requests/own-credentials.ts';
import { detect } from '../../../../shared/detection/detect.ts';
import { textPart } from '../../../../shared/detection/part.ts';
import { individual } from '../build-documents.ts';
import { field, formType, multipart, partsType, send, shown } from './build-requests.ts';

const secret = `Yuki-2026-${'kura'}!`;
const token = `gh${'p'}_${'a1B2c3D4e5F6'.repeat(3)}`;
const jwt = ['eyJhbGciOiJIUzI1NiJ9', 'eyJzdWIiOiJ0YW5ha2EifQ', 'c2lnbmF0dXJlLTEyMzQ'].join('.');
const json = (value: unknown) => JSON.stringify(value);

describe('what a service asks for to let somebody in', () => {
  it.each([
    ['a password', [{ name: 'password', value: secret }], [secret]],
    ['in camel case', [{ name: 'userPassword', value: secret }], [secret]],
    ['a field of PHP', [{ name: 'user[pass]', value: secret }], [secret]],
    ['a field of text', [{ name: 'comment', value: secret }], []],
    ['words that only begin so', [{ name: 'passage', value: secret }], []],
    ['a key of something', [{ name: 'keyword', value: secret }], []],
    ['JSON in a field', [{ name: 'variables', value: json({ input: { secret } }) }], [secret]],
  ])('is known by the name of its field: %s', (_, fields, own) => {
    expect(ownCredentials(fields)).toEqual(own);
  });

  it('is known in JSON, however deep, and in JSON within a string', () => {
    expect(ownCredentialsOfJson(json([{ auth: { user: 'a', parts: [secret] } }]))).toEqual([
      'a',
      secret,
    ]);
    expect(ownCredentialsOfJson(json({ body: json({ refreshJwt: jwt }) }))).toEqual([jwt]);
    expect(ownCredentialsOfJson(`{"password":"${secret}"`)).toEqual([]);
    expect(ownCredentialsOfJson('['.repeat(100_000))).toEqual([]);
  });

  it('is read from bytes as from text, also behind a byte order mark', () => {
    const text = json({ password: secret });
    const ofBytes = (said: string) => ownCredentialsOfBytes(new TextEncoder().encode(said));
    expect([text, `\ufeff${text}`].map(ofBytes)).toEqual([[secret], [secret]]);
    expect(ofBytes(`${text}\n`)).toEqual([]);
    expect(ofBytes(`x${text}`)).toEqual([]);
    expect(ofBytes(json({ password: secret, text: '雪'.repeat(1_000_000) }))).toEqual([]);
  });

  it('is passed over by the detector of credentials alone', () => {
    const text = textPart(`password: ${secret}, 個人番号`);
    const kinds = (own: string[]) =>
      detect([text], { detectors: detectorsWithout(own) }).map(({ kind }) => kind);
    expect(kinds([])).toEqual(['credential']);
    expect(kinds([secret])).toEqual([]);
    expect(kinds(['something else'])).toEqual(['credential']);
  });
});

const form = (values: Record<string, string>) =>
  send(new URLSearchParams(values).toString(), formType);
const found = ' credential';

describe('a request', () => {
  it.each([
    [
      'that signs in by JSON',
      send(json({ identifier: 'yokote', password: secret }), 'application/json'),
      ['text json:'],
    ],
    ['that renews its token', send(json({ refreshJwt: jwt }), 'application/json'), ['text json:']],
    ['that signs in by a form', form({ log: 'tanaka', pwd: secret }), ['text form:']],
    [
      'that signs in by parts',
      send(multipart([field('password', secret)]), partsType),
      ['text form:'],
    ],
    [
      'with a signed query',
      send('', '', { url: `/b?sv=2026&sig=${'aB3'.repeat(15)}%3D` }),
      ['query url:'],
    ],
    [
      'with a password in a text',
      form({ comment: `パスワード：${secret}` }),
      [`text form:${found}`],
    ],
    [
      'that changes a password',
      form({ newPassword: secret, pass2: secret, password_confirmation: secret }),
      ['text form:'],
    ],
    [
      'with a sentence as a password',
      form({ password: `DBのパスワード: ${secret}` }),
      [`text form:${found}`],
    ],
    [
      'with settings that a person wrote',
      send(JSON.stringify({ db: { password: secret } }, null, 2), 'application/json'),
      [`text json:${found}`],
    ],
    [
      'with a number of a person as a password',
      form({ password: individual() }),
      ['text form: individual-number'],
    ],
    [
      'with a token in a text',
      send(json({ text: `これです ${token}` }), 'application/json'),
      [`text json:${found}`],
    ],
    [
      'with a token as a text',
      send(json({ text: token }), 'application/json'),
      [`text json:${found}`],
    ],
    [
      'with another than its own',
      send(json({ password: secret, text: `password: ${'Kuri'}-9931` }), 'application/json'),
      [`text json:${found}`],
    ],
  ])('%s', async (_, report, expected) => {
    expect(shown(await report)).toEqual(expected);
  });
});
