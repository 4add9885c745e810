import { describe, expect, it, test } from 'vitest';
import type { HeldProjection } from '../../../extension/background/projection-holder.ts';
import {
  decideUnreadBody,
  decideUnreadHeaders,
  isSmallBody,
  type RequestBody,
  smallBody,
} from '../../../extension/background/unread-body.ts';
import { compileProjection, projectPolicy } from '../../../shared/policy/projection.ts';
import { smallPolicy } from '../../support/running-link.ts';

const bytes = (length: number) => new Uint8Array(length).buffer;
const part = (names: string) =>
  new TextEncoder().encode(`--b\r\nContent-Disposition: form-data; ${names}\r\n\r\n`).buffer;

test.each<[string, RequestBody | null | undefined, boolean]>([
  ['no body', null, true],
  ['none either', undefined, true],
  ['a few bytes', { raw: [{ bytes: bytes(100) }] }, true],
  [
    'just small enough, in pieces',
    { raw: [{ bytes: bytes(smallBody - 1) }, { bytes: bytes(1) }] },
    true,
  ],
  ['one byte more', { raw: [{ bytes: bytes(smallBody + 1) }] }, false],
  ['a field of a multipart form', { raw: [{ bytes: part('name="a"') }] }, true],
  [
    'a multipart form whose file is left out',
    { raw: [{ bytes: part('name="a"; filename="blob"') }] },
    false,
  ],
  ['a file', { raw: [{ file: '/home/tanaka/a.txt' }] }, false],
  ['bytes and a file', { raw: [{ bytes: bytes(1) }, { file: 'a' }] }, false],
  ['something without bytes', { raw: [{}] }, false],
  ['what the browser does not show', { error: 'Unknown error.' }, false],
  ['nothing that it says', {}, false],
  ['a short form', { formData: { name: ['tanaka'], password: ['secret'] } }, true],
  ['a long form', { formData: { text: ['あ'.repeat(smallBody / 2)] } }, false],
  ['a form with something else than text', { formData: { file: [bytes(1)] } }, false],
])('is it small, and all of it seen? %s', (_, body, expected) => {
  expect(isSmallBody(body)).toBe(expected);
});

describe('a large body', () => {
  const policy = smallPolicy({
    uploads: { default: 'allow' },
    intercept: {
      default: true,
      except: [{ match: 'bank.example', reason: '証明書を固定している' }],
    },
  });
  const made = {
    user: 'tanaka',
    unit: null,
    terminal: null,
    revision: 3,
    published: '2027-01-05T00:00:00.000Z',
  };
  const projection = projectPolicy(policy, made);
  const held: HeldProjection = { projection, compiled: compileProjection(projection) };
  const request = {
    url: 'https://bank.example/send?a=1#b',
    method: 'POST',
    act: 'request' as const,
    initiator: 'https://bank.example/',
    body: { raw: [{ file: 'a' }] },
  };

  it('does not go to a host that nobody reads', () => {
    expect(decideUnreadBody(held, request, 0, 'id')).toMatchObject({
      decision: { action: 'block', reason: 'unread-upload', id: 'id' },
      url: 'https://bank.example/send?a=1',
      initiator: 'bank.example',
      revision: 3,
    });
  });

  it.each<[string, HeldProjection | null, object]>([
    ['to any other host', held, { url: 'https://city.example/' }],
    ['where it is small', held, { body: { raw: [{ bytes: bytes(9) }] } }],
    ['without a projection: the proxy refuses', null, {}],
  ])('goes on to the proxy %s', (_, projected, changes) => {
    expect(decideUnreadBody(projected, { ...request, ...changes }, 0, 'id')).toBeNull();
  });

  it.each<[string, string, Record<string, string>, boolean]>([
    ['a multipart form', 'https://bank.example/', { 'Content-Type': 'multipart/form-data' }, true],
    ['one in capitals', 'https://bank.example/', { 'CONTENT-TYPE': ' Multipart/Mixed; a=b' }, true],
    [
      'a short form of texts',
      'https://bank.example/',
      { 'content-type': 'application/x-www-form-urlencoded', 'content-length': `${smallBody}` },
      false,
    ],
    [
      'a form that is longer than what was shown of it',
      'https://bank.example/',
      { 'content-type': 'application/x-www-form-urlencoded', 'Content-Length': `${smallBody + 1}` },
      true,
    ],
    ['no body at all', 'https://bank.example/', {}, false],
    [
      'a multipart form to another host',
      'https://city.example/',
      { 'content-type': 'multipart/form-data' },
      false,
    ],
  ])('by its headers alone: is %s refused', (_, url, fields, expected) => {
    const headers = Object.entries(fields).map(([name, value]) => ({ name, value }));
    const refusal = decideUnreadHeaders(held, { ...request, url, headers }, 0, 'id');
    expect(refusal?.decision.reason).toBe(expected ? 'unread-upload' : undefined);
  });

  it('is not refused by its headers without a projection', () => {
    const headers = [{ name: 'content-type', value: 'multipart/form-data' }];
    expect(decideUnreadHeaders(null, { ...request, headers }, 0, 'id')).toBeNull();
  });
});
