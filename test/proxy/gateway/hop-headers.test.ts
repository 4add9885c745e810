import { expect, test } from 'vitest';
import {
  answerHeaders,
  connectionOptions,
  travellingHeaders,
  withoutOurs,
} from '../../../proxy/gateway/hop-headers.ts';

test.each([
  [
    'fields of this hop stay here',
    { te: 'trailers', 'keep-alive': 'x', upgrade: 'h2c', trailer: 'x', a: '1' },
    { a: '1' },
  ],
  [
    'what Connection lists stays here',
    { connection: 'close, X-Mine', 'x-mine': '1', a: '1' },
    { a: '1' },
  ],
  [
    'every Proxy field stays here',
    { 'proxy-authorization': 'x', 'proxy-connection': 'x', 'proxy-foo': 'x', a: '1' },
    { a: '1' },
  ],
  [
    'nothing tells of this machine',
    { via: 'x', forwarded: 'for=10.0.0.1', 'x-forwarded-for': '10.0.0.1', a: '1' },
    { a: '1' },
  ],
  [
    'the rest travels as it is',
    { host: 'a.example', cookie: 'a=b', 'set-cookie': ['a', 'b'] },
    { host: 'a.example', cookie: 'a=b', 'set-cookie': ['a', 'b'] },
  ],
])('%s', (_, headers, expected) => {
  expect(travellingHeaders(headers)).toEqual(expected);
});

test('what the next hop needs is written anew', () => {
  expect(
    travellingHeaders({ 'transfer-encoding': 'chunked' }, { 'transfer-encoding': 'chunked' }),
  ).toEqual({ 'transfer-encoding': 'chunked' });
});

test('Connection is read without regard to case and blanks', () => {
  expect([...connectionOptions('Close ,\tX-Mine')]).toEqual(['close', 'x-mine']);
});

test('an answer leads the browser to no other protocol, and does not speak in our name', () => {
  const told = { 'alt-svc': 'h3=":443"', 'sekisho-decision': 'x', via: '1.1 a', server: 'a' };
  expect(answerHeaders(told)).toEqual({ server: 'a' });
  const upgrade = { connection: 'Upgrade', upgrade: 'websocket' };
  expect(withoutOurs({ ...told, ...upgrade })).toEqual({ via: '1.1 a', server: 'a', ...upgrade });
});
