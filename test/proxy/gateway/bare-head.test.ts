import { describe, expect, test } from 'vitest';
import { readBareHead } from '../../../proxy/gateway/bare-head.ts';

const read = (text: string) => readBareHead(Buffer.from(text, 'latin1'));
const host = 'Host: city.example\r\n';

test('a GET as browsers write it is read as node:http would', () => {
  const text = `GET /a?b=c HTTP/1.1\r\n${host}User-Agent: x y\r\nX-Empty: \r\nX-Close:up: 1\r\nConnection: Keep-Alive\r\n\r\n`;
  expect(read(text)).toEqual({
    method: 'GET',
    url: '/a?b=c',
    headers: {
      host: 'city.example',
      'user-agent': 'x y',
      'x-empty': '',
      'x-close': 'up: 1',
      connection: 'Keep-Alive',
    },
    rawHeaders: [
      ...['host', 'city.example', 'user-agent', 'x y', 'x-empty', ''],
      ...['x-close', 'up: 1', 'connection', 'Keep-Alive'],
    ],
  });
});

test('a HEAD is one as well', () => {
  expect(read(`HEAD / HTTP/1.1\r\n${host}\r\n`)?.method).toBe('HEAD');
});

test('names that objects have by themselves are names like any other', () => {
  const headers = read(`GET / HTTP/1.1\r\n${host}Constructor: x\r\nToString: y\r\n\r\n`)?.headers;
  expect(headers).toMatchObject({ constructor: 'x', tostring: 'y' });
});

describe('left to http.Server is', () => {
  const get = (lines: string) => `GET / HTTP/1.1\r\n${host}${lines}\r\n`;
  test.each([
    ['a head that is not whole', `GET / HTTP/1.1\r\n${host}`],
    ['a request with another behind it', `${get('')}${get('')}`],
    ['one with a byte behind it', `${get('')}x`],
    ['a POST', `POST / HTTP/1.1\r\n${host}\r\n`],
    ['a method in small letters', `get / HTTP/1.1\r\n${host}\r\n`],
    ['HTTP/1.0', `GET / HTTP/1.0\r\n${host}\r\n`],
    ['the absolute form', `GET https://city.example/ HTTP/1.1\r\n${host}\r\n`],
    ['two blanks in the first line', `GET  / HTTP/1.1\r\n${host}\r\n`],
    ['a target with a byte beyond ASCII', `GET /\xe9 HTTP/1.1\r\n${host}\r\n`],
    ['an empty line before it', `\r\n${get('')}`],
    ['no Host', 'GET / HTTP/1.1\r\nAccept: x\r\n\r\n'],
    ['two of Host', get(host)],
    ['any other field twice', get('Accept: a\r\nAccept: b\r\n')],
    ['a length', get('Content-Length: 0\r\n')],
    ['chunks', get('Transfer-Encoding: chunked\r\n')],
    ['an upgrade', get('Upgrade: websocket\r\nConnection: Upgrade\r\n')],
    ['the end of the connection', get('Connection: close\r\n')],
    ['a listed connection', get('Connection: keep-alive, x-a\r\n')],
    ['an awaited body', get('Expect: 100-continue\r\n')],
    ['a credential for a proxy', get('Proxy-Authorization: Basic x\r\n')],
    ['trailers', get('TE: trailers\r\n')],
    ['a folded field', get('X-A: b\r\n c\r\n')],
    ['a blank before the colon', get('X-A : b\r\n')],
    ['a blank at the end of a value', get('X-A: b \r\n')],
    ['a name with an underscore', get('Content_Length: 5\r\n')],
    ['a name that is none', get('__proto__: x\r\n')],
    ['a bare line feed', get('X-A: b\nX-B: c\r\n')],
    ['a bare carriage return', get('X-A: b\rX-B: c\r\n')],
    ['a zero byte', get('X-A: b\0c\r\n')],
    ['a tabulator', get('X-A: b\tc\r\n')],
    ['a value beyond ASCII', get('X-A: \xe9\r\n')],
    ['too many fields', get(Array.from({ length: 100 }, (_, i) => `X-A${i}: b\r\n`).join(''))],
    ['a head of more than 16 KB', get(`X-A: ${'b'.repeat(16_384)}\r\n`)],
  ])('%s', (_, text) => {
    expect(read(text)).toBeNull();
  });
});
