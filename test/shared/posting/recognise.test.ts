import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../shared/posting/catalogue.ts';
import { recognise } from '../../../shared/posting/recognise.ts';
import { describePostings, postingCases, recogniseCase } from '../../support/posting-cases.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const post = (url: string, body: string, type = 'application/json') =>
  recognise({ method: 'POST', url, headers: { 'content-type': type }, body: bytes(body) });
const record = 'https://pds.example/xrpc/com.atproto.repo.createRecord';

describePostings(null);

describe('hostile bodies', () => {
  it.each([
    ['a very deep list', `${'['.repeat(200_000)}${']'.repeat(200_000)}`],
    ['a very deep text', `{"record":{"text":${'['.repeat(100_000)}"x"${']'.repeat(100_000)}}}`],
    ['a very deep object', `${'{"record":'.repeat(50_000)}1${'}'.repeat(50_000)}`],
    ['a list of a million nothings', `{"writes":[${'null,'.repeat(999_999)}null]}`],
    [
      'a write that is very deep',
      `{"writes":[{"collection":"app.bsky.feed.post","value":{"text":"x","a":${'['.repeat(200_000)}${']'.repeat(200_000)}}}]}`,
    ],
    ['JSON that ends early', '{"record":{"text":"abc'],
    ['the byte 0xff alone', '\u00ff'],
    ['numbers for names', '{"record":{"text":1e999,"reply":[[[]]]}}'],
  ])('%s are read without an error', (_, body) => {
    expect(post(record, body).service).toBe('bluesky');
    expect(post(record.replace('createRecord', 'applyWrites'), body).service).toBe('bluesky');
  });

  it.each([
    [
      'multipart without an end',
      'multipart/form-data; boundary=q',
      `--q\r\n${'-'.repeat(300_000)}`,
    ],
    [
      'multipart of a hundred thousand parts',
      'multipart/form-data; boundary=q',
      '--q\r\n\r\n\r\n'.repeat(100_000),
    ],
    ['multipart whose boundary is missing', 'multipart/form-data', 'abc'],
    ['a form of a million ampersands', 'application/x-www-form-urlencoded', '&'.repeat(1_000_000)],
    ['a form of broken escapes', 'application/x-www-form-urlencoded', 'status=%%%zz%4'],
    ['markup that never closes', 'application/xml', '<![CDATA['.repeat(100_000)],
    ['markup of open tags', 'application/xml', '<a>'.repeat(100_000)],
    [
      'a charset that nobody knows',
      'application/x-www-form-urlencoded; charset=klingon',
      'status=%83e',
    ],
  ])('%s is read in short time', (_, type, body) => {
    const found = post('https://social.example/api/v1/statuses', body, type);
    expect(found.service).toBe('mastodon');
    expect(found.act).toBe('post');
  });

  it('never throws, and never calls a write to a known host harmless without a rule', () => {
    const url = fc.oneof(
      fc.constantFrom(...postingCases.map((each) => each.url)),
      fc.webUrl({ withQueryParameters: true, withFragments: true }),
      fc.string(),
    );
    const type = fc.constantFrom(
      '',
      'application/json',
      'multipart/form-data; boundary=x',
      'application/x-www-form-urlencoded',
      'text/xml',
      'image/png',
    );
    const method = fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'post', 'BREW', '');
    const body = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.json().map(bytes),
      fc.string().map(bytes),
    );
    fc.assert(
      fc.property(url, method, type, body, (u, m, t, b) => {
        const found = recognise({ method: m, url: u, headers: { 'content-type': t }, body: b });
        expect(found.postings.length === 0).toBe(found.act === null);
        if (found.act !== null) expect(found.service).not.toBeNull();
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps a case what it is, whatever fields stand beside', () => {
    const noise = fc.dictionary(
      fc.string({ minLength: 1 }).map((name) => `zz${name}`),
      fc.jsonValue(),
    );
    const cases = postingCases.filter(
      ({ body, expected }) => typeof body === 'object' && expected.act !== null,
    );
    fc.assert(
      fc.property(fc.constantFrom(...cases), noise, (each, extra) => {
        const found = recogniseCase({ ...each, body: { ...extra, ...(each.body as object) } });
        expect(found.act).toBe(each.expected.act);
      }),
      { numRuns: 500 },
    );
  });
});

describe('which service', () => {
  it('takes hosts that the policy names', () => {
    const request = {
      method: 'POST',
      url: 'https://sns.city.example/api/v1/new',
      headers: {},
      body: bytes('a=1'),
    };
    expect(recognise(request).service).toBeNull();
    const own = { hosts: new Map([['sns.city.example', 'mastodon']]), described: [] };
    expect(recognise(request, own)).toMatchObject({
      service: 'mastodon',
      by: 'host',
      act: 'unknown-write',
    });
  });

  it('takes no other service’s shape on a host of the catalogue', () => {
    const found = post('https://www.facebook.com/api/v1/statuses', 'status=a');
    expect(found).toMatchObject({ service: 'facebook', by: 'host', act: 'unknown-write' });
  });

  it('takes other shapes on a host that the policy names', () => {
    const own = { hosts: new Map([['www.city.example', 'mastodon']]), described: [] };
    const url = 'https://www.city.example/blog/wp-json/wp/v2/posts';
    const found = recognise({ method: 'POST', url, headers: {}, body: bytes('') }, own);
    expect(found).toMatchObject({ service: 'wordpress', by: 'shape', act: 'post' });
  });

  it('says whether host or shape told it', () => {
    expect(post(record, '{}').by).toBe('shape');
    expect(post(record.replace('pds.example', 'bsky.social'), '{}').by).toBe('host');
  });

  it('takes a method that nobody knows for writing', () => {
    const request = { method: 'BREW', url: 'https://x.com/a', headers: {}, body: bytes('') };
    expect(recognise(request).act).toBe('unknown-write');
  });

  it('names the operation without numbers, for one alert each', () => {
    expect(post('https://x.com/i/api/graphql/abc/NewThing', '{}').operation).toBe('NewThing');
    expect(post('https://note.com/api/v1/things/123/abc', '{}').operation).toBe(
      'POST /api/*/things/*/abc',
    );
  });

  it('has every id once', () => {
    const ids = catalogue.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
