import { describe, expect, test } from 'vitest';
import { parseDestination } from '../../../shared/destination/destination.ts';
import { functionsOf, isOpenFor } from '../../../shared/policy/functions-of.ts';
import type { ServiceFunction } from '../../../shared/policy/services-schema.ts';
import { noPolicyServices, recognise } from '../../../shared/posting/recognise.ts';

const policyServices = noPolicyServices;

function ask(method: string, url: string, sent: { type: string; body: string | null } | null) {
  const parsed = parseDestination(url);
  if (!parsed.ok) throw new Error(parsed.problem);
  const body = sent?.body == null ? null : new TextEncoder().encode(sent.body);
  const headers = { 'content-type': sent?.type };
  const found = recognise({ method, url, headers, body: body ?? new Uint8Array() });
  const recognition = found.service === null ? null : found;
  const content = sent === null ? null : { contentType: sent.type, body, recognition };
  return functionsOf({ method, destination: parsed.destination, sent: content, policyServices });
}

const form = 'application/x-www-form-urlencoded';
const json = 'application/json';

describe('before the content is seen', () => {
  test.each<[string, string, string, string]>([
    ['a page', 'GET', 'https://storage.example/a', 'view'],
    ['a picture', 'GET', 'https://storage.example/a.png', 'view'],
    ['a document', 'GET', 'https://storage.example/a.PDF?x', 'download'],
    ['an archive, by its head', 'HEAD', 'https://storage.example/b.tar.gz', 'download'],
    ['a program', 'GET', 'https://storage.example/setup.exe', 'download'],
    ['a folder that ends like a file', 'GET', 'https://storage.example/a.pdf/view', 'view'],
    ['what is possible', 'OPTIONS', 'https://storage.example/a', 'view'],
    ['a WebSocket', 'GET', 'wss://storage.example/live', 'post'],
    ['signing in', 'POST', 'https://storage.example/users/sign_in', 'login …'],
    ['signing in by a script', 'POST', 'https://storage.example/login.php', 'login …'],
    ['a token', 'POST', 'https://storage.example/oauth2/token', 'login …'],
    ['signing out', 'DELETE', 'https://storage.example/session', 'login …'],
    ['a path that only begins alike', 'POST', 'https://storage.example/logins', 'upload|post …'],
    ['a form of unknown content', 'POST', 'https://storage.example/save', 'upload|post …'],
    ['bytes of unknown content', 'PUT', 'https://storage.example/a.pdf', 'upload|post …'],
    ['signing in to a known service', 'POST', 'https://www.facebook.com/login/', 'login …'],
    [
      'a known service by the body',
      'POST',
      'https://www.facebook.com/api/graphql/',
      'view|login|upload|post …',
    ],
    ['a deletion by the path', 'POST', 'https://x.com/i/api/graphql/a/DeleteTweet', 'post …'],
    ['a write to a known service that nobody knows', 'POST', 'https://x.com/i/api/new', 'post …'],
    ['a page of a known service', 'GET', 'https://www.facebook.com/city', 'view'],
  ])('%s', (_, method, url, expected) => {
    const { all, any, isWhole } = ask(method, url, null);
    expect([...all, any.join('|')].filter(Boolean).join(' ') + (isWhole ? '' : ' …')).toBe(
      expected,
    );
  });
});

describe('with the content', () => {
  const parts = (inner: string) => ({
    type: 'multipart/form-data; boundary=b',
    body: `--b\r\nContent-Disposition: form-data; ${inner}\r\n\r\nx\r\n--b--\r\n`,
  });
  const file = parts('name="f"; filename="a.txt"');
  const graphql = (name: string, variables: object) => ({
    type: form,
    body: `fb_api_req_friendly_name=${name}&variables=${encodeURIComponent(JSON.stringify(variables))}`,
  });

  test.each<[string, string, string, Parameters<typeof ask>[2], ServiceFunction[]]>([
    ['a form', 'POST', 'https://storage.example/save', { type: form, body: 'a=1' }, ['post']],
    ['JSON', 'PUT', 'https://storage.example/save', { type: json, body: '{}' }, ['post']],
    ['nothing', 'DELETE', 'https://storage.example/a', { type: '', body: '' }, ['post']],
    ['a file', 'POST', 'https://storage.example/save', file, ['upload']],
    ['fields in parts', 'POST', 'https://storage.example/save', parts('name="a"'), ['post']],
    ['bytes', 'PUT', 'https://storage.example/a', { type: '', body: 'x' }, ['upload']],
    [
      'what cannot be read',
      'POST',
      'https://storage.example/a',
      { type: json, body: null },
      ['upload'],
    ],
    ['signing in', 'POST', 'https://storage.example/login', { type: form, body: 'u=a' }, ['login']],
    [
      'a file to where one signs in',
      'POST',
      'https://storage.example/login',
      file,
      ['login', 'upload'],
    ],
    [
      'reading Facebook',
      'POST',
      'https://www.facebook.com/api/graphql/',
      graphql('NewsFeedQuery', {}),
      ['view'],
    ],
    [
      'posting to Facebook',
      'POST',
      'https://www.facebook.com/api/graphql/',
      graphql('ComposerStoryCreateMutation', { input: { message: { text: 'ゆき' } } }),
      ['post'],
    ],
    ['a file for Facebook', 'POST', 'https://upload.facebook.com/ajax/photos/x', file, ['upload']],
    [
      'a write to a known service that cannot be read',
      'POST',
      'https://www.facebook.com/unknown',
      { type: json, body: null },
      ['post', 'upload'],
    ],
  ])('%s', (_, method, url, sent, expected) => {
    expect(ask(method, url, sent)).toEqual({ all: expected, any: [], isWhole: true });
  });
});

test.each<[string, ServiceFunction[], ServiceFunction[], ServiceFunction[], boolean]>([
  ['all that it does', ['post', 'upload'], [], ['post', 'upload'], true],
  ['one of two that it does', ['post', 'upload'], [], ['post'], false],
  ['one that it may be doing', [], ['post', 'upload'], ['post'], true],
  ['none that it may be doing', [], ['post', 'upload'], ['view'], false],
])('is open for %s', (_, all, any, open, expected) => {
  expect(isOpenFor({ all, any, isWhole: false }, new Set(open))).toBe(expected);
});
