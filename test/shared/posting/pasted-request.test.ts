import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPastedRequest } from '../../../shared/posting/pasted-request.ts';

/** As Chromium's tools quote a word for bash. */
function bashWord(text: string): string {
  if (!/[\p{Cc}!']/u.test(text)) return `'${text}'`;
  const escaped = text
    .replace(/\\/g, '\\\\')
    .replace(/'/g, "\\'")
    .replace(/\n/g, '\\n')
    .replace(/\r/g, '\\r')
    .replace(/[\p{Cc}!]/gu, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return `$'${escaped}'`;
}

const bodyOf = (text: string) => {
  const read = readPastedRequest(text);
  if ('problem' in read) throw new Error(read.problem);
  return new TextDecoder().decode(read.request.body);
};
const texts = fc.string({ unit: 'grapheme', minLength: 1 });

describe('a pasted request', () => {
  it('is the same in every form', () => {
    const url = 'https://x.com/i/api/graphql/1/CreateTweet';
    const body = '{"variables":{"tweet_text":"雪まつり"}}';
    const expected = {
      request: {
        method: 'POST',
        url,
        headers: { 'content-type': 'application/json', host: 'x.com' },
        body: new TextEncoder().encode(body),
      },
    };
    const headers = { 'Content-Type': 'application/json', Host: 'x.com' };
    const forms = [
      `curl '${url}' -H 'Content-Type: application/json' -H 'Host: x.com' --data-raw '${body}'`,
      `$ curl ${url} -H "Content-Type: application/json" -H "Host: x.com" -d ${JSON.stringify(body)}`,
      `fetch("${url}", ${JSON.stringify({ method: 'POST', headers, body })})`,
      JSON.stringify({ method: 'post', url, headers, body }),
      `POST /i/api/graphql/1/CreateTweet HTTP/1.1\nHost: x.com\nContent-Type: application/json\n\n${body}`,
    ];
    for (const form of forms) expect(readPastedRequest(form)).toEqual(expected);
  });

  it('keeps whatever text a browser quotes for bash', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(bodyOf(`curl 'https://a.example/' \\\n  --data-raw ${bashWord(text)}`)).toBe(text);
      }),
    );
  });

  it('keeps whatever text stands in JSON', () => {
    fc.assert(
      fc.property(texts, (body) => {
        expect(bodyOf(JSON.stringify({ url: 'https://a.example/', body }))).toBe(body);
      }),
    );
  });

  it.each([
    ['', 'empty'],
    ['  \n ', 'empty'],
    ['こんにちは', 'unknown-form'],
    ['POST /x HTTP/1.1', 'no-url'],
    ['{"url":"file:///etc/passwd"}', 'no-url'],
    ['curl -X POST', 'no-url'],
    ["curl 'https://a.example/", 'broken-quotes'],
    ['{"url":', 'broken-json'],
  ])('says what is wrong with %j', (text, problem) => {
    expect(readPastedRequest(text)).toEqual({ problem });
  });

  it('never throws', () => {
    const start = fc.constantFrom('', 'curl ', 'fetch("', '{"url":', 'POST ', 'curl ^"');
    fc.assert(
      fc.property(start, fc.string(), (first, rest) => {
        expect(readPastedRequest(first + rest)).toBeTypeOf('object');
      }),
    );
  });
});
