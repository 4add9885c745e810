import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sessionKey, subjectOf, tokenKey } from '../../../shared/posting/session-key.ts';

const digest = (text: string) => `d${text.length}`;
const jwt = (payload: unknown) =>
  `h.${Buffer.from(JSON.stringify(payload)).toString('base64url')}.s`;
const token = jwt({ sub: 'did:plc:yokote', scope: 'com.atproto.access' });
const key = (service: string, headers: Record<string, string>) =>
  sessionKey(service, { url: 'https://example.jp/', headers }, digest);

describe('the key of a session', () => {
  it.each<[string, string, Record<string, string>, string | null]>([
    [
      'the subject of a Bluesky token',
      'bluesky',
      { authorization: `Bearer ${token}` },
      'bluesky:did:plc:yokote',
    ],
    [
      'the subject of a bound token',
      'bluesky',
      { authorization: `DPoP ${token}` },
      'bluesky:did:plc:yokote',
    ],
    ['a digest of another token', 'mastodon', { authorization: 'Bearer abcdef' }, 'mastodon:d6'],
    [
      'a digest of a Bluesky token that says nothing',
      'bluesky',
      { authorization: 'Bearer abcdef' },
      'bluesky:d6',
    ],
    [
      'X’s session cookie before its common token',
      'x',
      { cookie: 'a=b; auth_token=12345; c=d', authorization: 'Bearer common' },
      'x:d5',
    ],
    ['nothing without a session', 'x', { cookie: 'guest=1' }, null],
    ['nothing of basic credentials', 'mastodon', { authorization: 'Basic abc' }, null],
    ['nothing of a prototype’s name', 'constructor', {}, null],
  ])('is %s', (_, service, headers, expected) => {
    expect(key(service, headers)).toBe(expected);
  });

  it('is the same for a token in an answer and in the requests after it', () => {
    expect(tokenKey('bluesky', token, digest)).toBe(
      key('bluesky', { authorization: `Bearer ${token}` }),
    );
  });

  it('never holds a token', () => {
    expect(key('mastodon', { authorization: 'Bearer secret-token' })).not.toContain('secret');
  });
});

describe('the subject of a token', () => {
  it.each([
    ['no token', 'abc'],
    ['no DID', jwt({ sub: 'tanaka' })],
    ['no subject', jwt({})],
    ['a list', jwt(['did:plc:a'])],
    ['broken Base64', 'a.!!!.c'],
    ['an endless payload', `a.${'A'.repeat(100_000)}.c`],
  ])('is nothing of %s', (_, text) => {
    expect(subjectOf(text)).toBeNull();
  });

  it('is read of whatever text without an error', () => {
    fc.assert(fc.property(fc.string(), (text) => subjectOf(`a.${text}.b`) === null));
  });
});
