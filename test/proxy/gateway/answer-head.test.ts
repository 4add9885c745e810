import { describe, expect, test } from 'vitest';
import { readAnswerHead } from '../../../proxy/gateway/answer-head.ts';

const read = (text: string, method = 'GET') => readAnswerHead(Buffer.from(text, 'latin1'), method);
const ok = (lines: string) => `HTTP/1.1 200 OK\r\n${lines}\r\n`;

test('what goes on is each field but those of one hop and ours', () => {
  const text = `HTTP/1.1 404 Not Found\r\nServer: a\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\nConnection: keep-alive, X-Hop\r\nX-Hop: 1\r\nKeep-Alive: timeout=60\r\nAlt-Svc: h3=":443"\r\nSekisho-Decision: x\r\nProxy-Status: x\r\nVia: x\r\nContent-Length: 5\r\nX-Blank:\t y: z \t\r\nX-Empty: \t\r\nX-Latin: \xc3\xa0\r\n\r\nhello`;
  expect(read(text)).toEqual({
    status: 404,
    reason: 'Not Found',
    fields:
      'Server: a\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\nContent-Length: 5\r\nX-Blank: y: z\r\nX-Empty: \r\nX-Latin: \xc3\xa0\r\n',
    isDated: false,
    framing: { by: 'length', bytes: 5 },
    keepsMs: 4_000,
    size: text.length - 5,
  });
});

test('of what stands once in every answer the first counts', () => {
  const text = ok(
    'Content-Type: text/plain\r\nLocation: /a\r\nlocation: /b\r\nCONTENT-TYPE: text/html\r\n',
  );
  expect(read(text)).toMatchObject({ fields: 'Content-Type: text/plain\r\nLocation: /a\r\n' });
});

describe('the body of', () => {
  const length = 'Content-Length: 5\r\n';
  const chunked = 'Transfer-Encoding: Chunked\r\n';
  test.each([
    ['an answer with a length', ok(length), 'GET', 'length'],
    ['an answer in chunks', ok(chunked), 'GET', 'chunks'],
    ['an answer without either ends with the connection', ok(''), 'GET', 'close'],
    ['an answer to HEAD is none', ok(length), 'HEAD', 'nothing'],
    ['an answer to HEAD is none, in chunks either', ok(chunked), 'HEAD', 'nothing'],
    ['a 204 is none', 'HTTP/1.1 204 No Content\r\n\r\n', 'GET', 'nothing'],
    ['a 304 is none', `HTTP/1.1 304 Not Modified\r\n${length}\r\n`, 'GET', 'nothing'],
    ['an answer before the answer is none', 'HTTP/1.1 103 Early Hints\r\n\r\n', 'GET', 'nothing'],
    ['a status that nobody knows has one', `HTTP/1.1 799 x\r\n${length}\r\n`, 'GET', 'length'],
  ])('%s', (_, text, method, by) => {
    expect(read(text, method)).toMatchObject({ framing: { by } });
  });
});

describe('the connection', () => {
  test.each([
    ['is kept', ok(''), 4_000],
    ['is not kept where the server closes it', ok('Connection: Close\r\n'), 0],
    [
      'is not kept where one of two fields closes it',
      ok('Connection: a\r\nConnection: close\r\n'),
      0,
    ],
    ['of HTTP/1.0 is not kept', 'HTTP/1.0 200 OK\r\n\r\n', 0],
    [
      'of HTTP/1.0 is kept where it says so',
      'HTTP/1.0 200 OK\r\nConnection: keep-alive\r\n\r\n',
      4_000,
    ],
    ['is kept for less than the server keeps it', ok('Keep-Alive: timeout=3, max=9\r\n'), 2_000],
    ['is not kept for a second', ok('Keep-Alive: timeout=1\r\n'), 0],
  ])('%s', (_, text, keepsMs) => {
    expect(read(text)).toMatchObject({ keepsMs });
  });
});

test('a 204 with a length goes on without it', () => {
  expect(read('HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n')).toMatchObject({
    fields: '',
  });
});

test('a status line may go without its reason', () => {
  for (const text of ['HTTP/1.1 200\r\n\r\n', 'HTTP/1.1 200 \r\n\r\n']) {
    expect(read(text)).toMatchObject({ status: 200, reason: '' });
  }
});

test('a head that has not come whole is waited for, up to 16 KB', () => {
  expect(read('HTTP/1.1 200 OK\r\nServer: a\r\n')).toBe('more');
  expect(read(`HTTP/1.1 200 OK\r\nX-A: ${'b'.repeat(16_384)}`)).toBe('unclear');
  expect(read(ok(`X-A: ${'b'.repeat(16_384)}\r\n`))).toBe('unclear');
});

describe('no answer is', () => {
  test.each([
    ['another protocol', 'SSH-2.0-x\r\n\r\n'],
    ['HTTP/2 in words', 'HTTP/2 200 OK\r\n\r\n'],
    ['a status of two digits', 'HTTP/1.1 20 OK\r\n\r\n'],
    ['a status of four digits', 'HTTP/1.1 2000 OK\r\n\r\n'],
    ['a status below 100', 'HTTP/1.1 099 x\r\n\r\n'],
    ['a switch of protocols', 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n'],
    ['an empty line first', `\r\n${ok('')}`],
    ['a length and chunks', ok('Content-Length: 5\r\nTransfer-Encoding: chunked\r\n')],
    ['two lengths', ok('Content-Length: 5\r\nContent-Length: 5\r\n')],
    ['a signed length', ok('Content-Length: +5\r\n')],
    ['another coding', ok('Transfer-Encoding: gzip, chunked\r\n')],
    ['chunks of HTTP/1.0', 'HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n'],
    ['a name that looks like a length', ok('Content_Length: 5\r\n')],
    ['a blank before the colon', ok('Content-Length : 5\r\n')],
    ['a folded field', ok('Content-Length:\r\n 5\r\n')],
    ['a line feed alone', 'HTTP/1.1 200 OK\nServer: a\r\n\r\n'],
    ['a carriage return in a value', ok('X-A: b\rContent-Length: 5\r\n')],
    ['a zero byte', ok('X-A: b\0\r\n')],
    ['a field without a name', ok(': b\r\n')],
    ['a line without a colon', ok('hello\r\n')],
    ['a thousand fields and more', ok('a: b\r\n'.repeat(1_100))],
  ])('%s', (_, text) => {
    expect(read(text)).toBe('unclear');
  });
});
