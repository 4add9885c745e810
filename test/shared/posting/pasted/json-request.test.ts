import { expect, it } from 'vitest';
import { readJsonRequest } from '../../../../shared/posting/pasted/json-request.ts';

const url = 'https://a.example/';

it.each<[string, string, object | string]>([
  [
    'a line of recognise',
    JSON.stringify({ method: 'PUT', url, headers: { a: 'b', n: 1, x: null }, body: { t: '雪' } }),
    {
      method: 'PUT',
      url,
      headers: [
        ['a', 'b'],
        ['n', '1'],
      ],
      body: '{"t":"雪"}',
    },
  ],
  [
    'pairs',
    JSON.stringify({ url, headers: [['a', 'b']] }),
    { method: null, url, headers: [['a', 'b']], body: null },
  ],
  [
    'an entry of a HAR file',
    JSON.stringify({
      startedDateTime: 'x',
      request: {
        method: 'POST',
        url,
        headers: [{ name: 'Content-Type', value: 'text/plain' }],
        postData: { mimeType: 'text/plain', text: 'abc' },
      },
      response: {},
    }),
    { method: 'POST', url, headers: [['Content-Type', 'text/plain']], body: 'abc' },
  ],
  [
    'fetch',
    `await fetch("${url}", {\n  "headers": { "a": "b)" },\n  "body": "x\\"y",\n  "method": "POST"\n});`,
    { method: 'POST', url, headers: [['a', 'b)']], body: 'x"y' },
  ],
  ['fetch of a URL alone', `fetch("${url}")`, { method: null, url, headers: [], body: null }],
  ['an object without a URL', '{"method":"POST"}', 'no-url'],
  ['half an object', '{"url":', 'broken-json'],
  ['fetch of a variable', 'fetch(url)', 'broken-json'],
  ['fetch with what is no JSON', `fetch("${url}", {method: x})`, 'broken-json'],
])('reads %s', (_, text, expected) => {
  expect(readJsonRequest(text)).toEqual(expected);
});
