import { describe, expect, test } from 'vitest';
import { headerLimit, readConnect } from '../../../proxy/gateway/connect-reader.ts';

const read = (text: string) => readConnect(Buffer.from(text, 'latin1'));
const block = (...lines: string[]) => `${lines.join('\r\n')}\r\n\r\n`;

describe('reads', () => {
  test.each([
    [
      'a name and a port',
      block('CONNECT city.example.jp:443 HTTP/1.1', 'Host: city.example.jp:443'),
      'city.example.jp',
      443,
    ],
    [
      'a Host without its port',
      block('CONNECT city.example:8443 HTTP/1.1', 'Host: city.example'),
      'city.example',
      8443,
    ],
    ['no Host at all', block('CONNECT city.example:443 HTTP/1.0'), 'city.example', 443],
    [
      'an IPv6 address',
      block('CONNECT [2001:db8::1]:443 HTTP/1.1', 'Host: [2001:db8::1]:443'),
      '2001:db8::1',
      443,
    ],
    [
      'another spelling of the host',
      block('CONNECT CITY.example.:443 HTTP/1.1', 'Host: city.example:443'),
      'city.example',
      443,
    ],
    [
      'fields that it does not know',
      block('CONNECT a.example:443 HTTP/1.1', 'User-Agent: x\x80y', 'X:', 'Y:\t z \t'),
      'a.example',
      443,
    ],
  ])('%s', (_, text, host, port) => {
    const reading = read(text);
    expect(reading).toMatchObject({ state: 'request', request: { destination: { host, port } } });
  });

  test('credential, Accept and the bytes behind the block', () => {
    const reading = read(
      `${block('CONNECT a.example:443 HTTP/1.1', 'Proxy-Authorization: Basic eA==', 'Accept: text/html')}head`,
    );
    if (reading.state !== 'request') throw new Error(reading.state);
    expect(reading.request.proxyAuthorization).toBe('Basic eA==');
    expect(reading.request.accept).toBe('text/html');
    expect(reading.request.head.toString()).toBe('head');
  });

  test.each([
    [block('CONNECT a.example:443 HTTP/1.1'), true],
    [block('CONNECT a.example:443 HTTP/1.0'), false],
    [block('CONNECT a.example:443 HTTP/1.1', 'Connection: close'), false],
    [block('CONNECT a.example:443 HTTP/1.1', 'Proxy-Connection: keep-alive'), true],
  ])('%j keeps the connection: %s', (text, keepAlive) => {
    expect(read(text)).toMatchObject({ request: { keepAlive } });
  });
});

describe('waits for more of', () => {
  test.each([
    'CONNECT ',
    'CONNECT a.example:443 HTTP/1.1\r',
    'CONNECT a.example:443 HTTP/1.1\r\nHost: a',
    block('CONNECT a.example:443 HTTP/1.1').slice(0, -1),
  ])('%j', (text) => {
    expect(read(text)).toEqual({ state: 'more' });
  });
});

describe('refuses with 400', () => {
  test.each([
    [
      'bare line feeds, before the block is whole',
      'CONNECT a.example:443 HTTP/1.1\nHost: a.example\n',
    ],
    ['a carriage return inside a line', 'CONNECT a.example:443 HTTP/1.1\rX'],
    ['a NUL', block('CONNECT a.example:443 HTTP/1.1', 'X: a\0b')],
    ['a control character in a value', block('CONNECT a.example:443 HTTP/1.1', 'X: a\x01b')],
    ['a folded line', block('CONNECT a.example:443 HTTP/1.1', 'X: a', ' b')],
    ['a blank before the colon', block('CONNECT a.example:443 HTTP/1.1', 'Host : a.example')],
    ['a line without a colon', block('CONNECT a.example:443 HTTP/1.1', 'Host')],
    ['an empty name', block('CONNECT a.example:443 HTTP/1.1', ': x')],
    ['two Hosts', block('CONNECT a.example:443 HTTP/1.1', 'Host: a.example', 'Host: a.example')],
    ['a Host that names another', block('CONNECT a.example:443 HTTP/1.1', 'Host: b.example')],
    ['a Host with another port', block('CONNECT a.example:443 HTTP/1.1', 'Host: a.example:80')],
    [
      'two credentials',
      block('CONNECT a.example:443 HTTP/1.1', 'Proxy-Authorization: a', 'proxy-authorization: a'),
    ],
    ['a length', block('CONNECT a.example:443 HTTP/1.1', 'Content-Length: 0')],
    ['chunks', block('CONNECT a.example:443 HTTP/1.1', 'Transfer-Encoding: chunked')],
    ['no port', block('CONNECT a.example HTTP/1.1')],
    ['a URL', block('CONNECT http://a.example:80/ HTTP/1.1')],
    ['user info', block('CONNECT user@a.example:443 HTTP/1.1')],
    ['another version', block('CONNECT a.example:443 HTTP/2.0')],
    ['two blanks', block('CONNECT  a.example:443 HTTP/1.1')],
    ['a tab', block('CONNECT a.example:443\tHTTP/1.1')],
  ])('%s', (_, text) => {
    expect(read(text)).toEqual({ state: 'refused', status: 400 });
  });
});

test.each([
  ['an empty label', 'a..example:443'],
  ['a port out of range', 'a.example:70000'],
  ['port 0', 'a.example:0'],
  ['too many colons', '2001:DB8::1337:443'],
])('%s is well formed and no destination', (_, authority) => {
  expect(read(block(`CONNECT ${authority} HTTP/1.1`))).toMatchObject({ state: 'malformed' });
});

test.each([
  ['a block above the limit', `CONNECT a.example:443 HTTP/1.1\r\nX: ${'x'.repeat(headerLimit)}`],
  [
    'a whole block above the limit',
    block('CONNECT a.example:443 HTTP/1.1', `X: ${'x'.repeat(headerLimit)}`),
  ],
  ['too many fields', block('CONNECT a.example:443 HTTP/1.1', ...Array<string>(200).fill('A: b'))],
])('%s is refused with 431', (_, text) => {
  expect(read(text)).toEqual({ state: 'refused', status: 431 });
});
