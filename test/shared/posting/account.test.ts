import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accountFromAnswer } from '../../../shared/posting/account.ts';
import { sessionKey } from '../../../shared/posting/session-key.ts';

const digest = (text: string) => `digest-${text.length}`;
const jwt = `h.${Buffer.from('{"sub":"did:plc:yokote"}').toString('base64url')}.s`;
const bytes = (value: unknown) =>
  new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));
const read = (url: string, value: unknown, headers: Record<string, string> = {}, status = 200) =>
  accountFromAnswer({ url, headers }, { status, body: bytes(value) }, digest);
const session = 'https://pds.example/xrpc/com.atproto.server.';
const bearer = { authorization: 'Bearer token-1' };
const page = (state: unknown) =>
  `<html><script id="initial-state" type="application/json">${JSON.stringify(state)}</script>`;

describe('who is signed in', () => {
  it.each<[string, string, unknown, Record<string, string>, unknown]>([
    [
      'Bluesky, signing in',
      `${session}createSession`,
      { did: 'did:plc:yokote', handle: 'yokote.example', accessJwt: jwt, refreshJwt: 'r' },
      {},
      {
        service: 'bluesky',
        account: 'yokote.example',
        aliases: ['did:plc:yokote'],
        key: 'bluesky:did:plc:yokote',
      },
    ],
    [
      'Bluesky, asking for the session',
      `${session}getSession`,
      { did: 'did:plc:yokote', handle: 'yokote.example' },
      { authorization: `Bearer ${jwt}` },
      {
        service: 'bluesky',
        account: 'yokote.example',
        aliases: ['did:plc:yokote'],
        key: 'bluesky:did:plc:yokote',
      },
    ],
    [
      'X, verifying credentials',
      'https://api.x.com/1.1/account/verify_credentials.json',
      { id_str: '77', screen_name: 'yokote_city' },
      { cookie: 'auth_token=abc' },
      { service: 'x', account: 'yokote_city', aliases: ['77'], key: 'x:digest-3' },
    ],
    [
      'X, its viewer',
      'https://x.com/i/api/graphql/abc/Viewer?variables=%7B%7D',
      {
        data: {
          viewer: {
            user_results: { result: { rest_id: '77', legacy: { screen_name: 'yokote_city' } } },
          },
        },
      },
      { cookie: 'auth_token=abc' },
      { service: 'x', account: 'yokote_city', aliases: ['77'], key: 'x:digest-3' },
    ],
    [
      'Mastodon, verifying credentials',
      'https://mstdn.jp/api/v1/accounts/verify_credentials',
      { id: '5', acct: 'yokote', url: 'https://mstdn.jp/@yokote' },
      bearer,
      {
        service: 'mastodon',
        account: 'yokote@mstdn.jp',
        aliases: ['https://mstdn.jp/@yokote'],
        key: 'mastodon:digest-7',
      },
    ],
    [
      'Mastodon, the state of its page',
      'https://mstdn.jp/home',
      page({
        meta: { me: '5', access_token: 'token-1' },
        accounts: { 5: { acct: 'yokote', url: 'https://mstdn.jp/@yokote' } },
      }),
      {},
      {
        service: 'mastodon',
        account: 'yokote@mstdn.jp',
        aliases: ['https://mstdn.jp/@yokote'],
        key: 'mastodon:digest-7',
      },
    ],
  ])('is read: %s', (_, url, value, headers, expected) => {
    expect(read(url, value, headers)).toEqual(expected);
  });

  it('has the key of the requests that follow', () => {
    const known = read(`${session}createSession`, {
      did: 'did:plc:yokote',
      handle: 'a',
      accessJwt: jwt,
    });
    const later = {
      url: 'https://pds.example/xrpc/x',
      headers: { authorization: `Bearer ${jwt}` },
    };
    expect(sessionKey('bluesky', later, digest)).toBe(known?.key);
  });

  it.each<[string, string, unknown, Record<string, string>, number]>([
    ['a refused sign-in', `${session}createSession`, { error: 'AuthFactorTokenRequired' }, {}, 401],
    [
      'another answer',
      'https://pds.example/xrpc/app.bsky.feed.getTimeline',
      { handle: 'a' },
      bearer,
      200,
    ],
    [
      'an answer without a session',
      'https://mstdn.jp/api/v1/accounts/verify_credentials',
      { acct: 'a' },
      {},
      200,
    ],
    [
      'X’s path on another host',
      'https://evil.example/1.1/account/verify_credentials.json',
      { screen_name: 'yokote_city' },
      { cookie: 'auth_token=a' },
      200,
    ],
    ['a broken answer', `${session}getSession`, '{"handle":', bearer, 200],
    [
      'an answer of other types',
      `${session}getSession`,
      { handle: { a: 1 }, did: [] },
      bearer,
      200,
    ],
    ['a page of nobody', 'https://mstdn.jp/', page({ meta: {} }), {}, 200],
    ['a page whose state is endless', 'https://mstdn.jp/', '<script id="initial-state">{', {}, 200],
    ['an address that is none', 'nonsense', {}, bearer, 200],
  ])('is not read of %s', (_, url, value, headers, status) => {
    expect(read(url, value, headers, status)).toBeNull();
  });

  it('never throws, and never keeps a token', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const known = read(`${session}getSession`, value, { authorization: 'Bearer secret-token' });
        expect(JSON.stringify(known)).not.toContain('secret-token');
      }),
    );
  });
});
