import { expect, it } from 'vitest';
import { readHttpText } from '../../../../shared/posting/pasted/http-text.ts';

it.each<[string, string, object | null]>([
  [
    'a request with a body',
    'POST /a?b=1 HTTP/1.1\r\nHost: a.example\r\nContent-Type: text/plain\r\n\r\none\r\n\r\ntwo',
    {
      method: 'POST',
      url: 'https://a.example/a?b=1',
      headers: [
        ['Host', 'a.example'],
        ['Content-Type', 'text/plain'],
      ],
      body: 'one\n\ntwo',
    },
  ],
  [
    'absolute form without headers',
    'get http://a.example/',
    { method: 'get', url: 'http://a.example/', headers: [], body: null },
  ],
  [
    'the authority of HTTP/2, and lines that are no field',
    'PUT /x HTTP/2\n:authority: b.example\n???\n',
    {
      method: 'PUT',
      url: 'https://b.example/x',
      headers: [[':authority', 'b.example']],
      body: null,
    },
  ],
  ['no host', 'POST /x HTTP/1.1', { method: 'POST', url: '/x', headers: [], body: null }],
  ['prose', 'これは要求ではありません', null],
  ['an answer', 'HTTP/1.1 200 OK', null],
])('reads %s', (_, text, expected) => {
  expect(readHttpText(text)).toEqual(expected);
});
