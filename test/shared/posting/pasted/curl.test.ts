import { expect, it } from 'vitest';
import { readCurl } from '../../../../shared/posting/pasted/curl.ts';

const form = ['content-type', 'application/x-www-form-urlencoded'] as const;

it.each<[string, string, object | string]>([
  [
    'a URL alone',
    "curl 'https://a.example/'",
    { method: null, url: 'https://a.example/', headers: [], body: null },
  ],
  [
    'what Chromium copies',
    "curl 'https://a.example/x' -H 'accept: */*' -H 'content-type: application/json' -b 'a=1' --data-raw '{\"t\":1}' --compressed --insecure",
    {
      method: null,
      url: 'https://a.example/x',
      headers: [
        ['accept', '*/*'],
        ['content-type', 'application/json'],
        ['cookie', 'a=1'],
      ],
      body: '{"t":1}',
    },
  ],
  [
    'other spellings',
    'curl -XPUT --url=https://a.example/ -d a=1 -d b=2 -A me -e https://b.example/',
    {
      method: 'PUT',
      url: 'https://a.example/',
      headers: [['user-agent', 'me'], ['referer', 'https://b.example/'], form],
      body: 'a=1&b=2',
    },
  ],
  [
    'values that are escaped for it',
    "curl https://a.example/ --data-urlencode 't=雪 &' --data-urlencode '=x y' --data-urlencode 'z z'",
    {
      method: null,
      url: 'https://a.example/',
      headers: [form],
      body: `t=${encodeURIComponent('雪 &')}&x%20y&z%20z`,
    },
  ],
  [
    'JSON',
    "curl --json '{}' https://a.example/",
    {
      method: null,
      url: 'https://a.example/',
      headers: [['content-type', 'application/json']],
      body: '{}',
    },
  ],
  [
    'a header without a value, and one that is none',
    "curl https://a.example/ -H 'accept;' -H 'nothing'",
    {
      method: null,
      url: 'https://a.example/',
      headers: [['accept', '']],
      body: null,
    },
  ],
  ['no URL', 'curl -X POST', 'no-url'],
  ['an open quotation', "curl 'https://a.example/", 'broken-quotes'],
])('reads %s', (_, text, expected) => {
  expect(readCurl(text)).toEqual(expected);
});

it('makes a multipart body of fields, and names files without their bytes', () => {
  const read = readCurl(
    "curl https://a.example/ -F 'status=雪' -F 'media=@/home/x/photo.jpg;type=image/jpeg' -H 'content-type: multipart/form-data'",
  );
  if (typeof read === 'string') throw new Error(read);
  expect(read.headers).toEqual([['content-type', 'multipart/form-data; boundary=sekisho-pasted']]);
  expect(read.body).toContain('name="status"\r\n\r\n雪\r\n');
  expect(read.body).toContain('name="media"; filename="/home/x/photo.jpg"\r\n\r\n\r\n');
});
