import { expect, test } from 'vitest';
import {
  isParentsOwn,
  parentProblem,
  readConnectAnswer,
} from '../../../proxy/gateway/connect-answer.ts';

const ok = 'HTTP/1.1 200 Connection established\r\n\r\n';

test.each([
  ['a plain yes', ok, { state: 'answer', status: 200 }],
  ['a yes of HTTP/1.0 without a phrase', 'HTTP/1.0 200\r\n\r\n', { state: 'answer', status: 200 }],
  [
    'a length that belongs to nothing',
    'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n',
    { state: 'answer', status: 200 },
  ],
  ['a refusal', 'HTTP/1.1 403 Forbidden\r\nA: b\r\n\r\nx', { state: 'answer', status: 403 }],
  ['the half of it', ok.slice(0, -2), { state: 'more' }],
  ['its first letter', 'H', { state: 'more' }],
  ['nothing yet', '', { state: 'more' }],
  ['no HTTP', 'SSH-2.0-x\r\n', { state: 'malformed' }],
  ['HTTP/2', 'HTTP/2 200\r\n\r\n', { state: 'malformed' }],
  ['a status that is none', 'HTTP/1.1 2000 OK\r\n\r\n', { state: 'malformed' }],
  ['an interim answer', 'HTTP/1.1 100 Continue\r\n\r\n', { state: 'malformed' }],
  ['a bare line feed', 'HTTP/1.1 200 OK\nA: b\r\n\r\n', { state: 'malformed' }],
  ['a folded line', 'HTTP/1.1 200 OK\r\n a: b\r\n\r\n', { state: 'malformed' }],
  ['a line without a colon', 'HTTP/1.1 200 OK\r\nabc\r\n\r\n', { state: 'malformed' }],
  ['a head without end', `HTTP/1.1 200 OK\r\nA: ${'b'.repeat(17_000)}`, { state: 'malformed' }],
])('reads %s', (_, text, expected) => {
  expect(readConnectAnswer(Buffer.from(text, 'latin1'))).toMatchObject(expected);
});

test('what comes behind a yes is the destination’s', () => {
  const answer = readConnectAnswer(Buffer.from(`${ok}220 welcome`));
  expect(answer.state === 'answer' && answer.rest.toString()).toBe('220 welcome');
});

test.each([
  [407, 'UPSTREAM_CREDENTIAL'],
  [403, 'UPSTREAM_REFUSED'],
  [302, 'UPSTREAM_REFUSED'],
  [500, 'UPSTREAM_REFUSED'],
  [502, 'UPSTREAM_DESTINATION'],
  [503, 'UPSTREAM_DESTINATION'],
  [504, 'UPSTREAM_DESTINATION'],
])('%i is told apart as %s', (status, expected) => {
  expect(parentProblem(status)).toBe(expected);
});

test.each([
  ['a page', 200, {}, false],
  ['a page through Squid', 200, { 'x-squid-error': 'x' }, false],
  ['a 403 of the destination', 403, { via: '1.1 cloud' }, false],
  ['a 407', 407, {}, true],
  ['a refusal of Squid', 403, { 'x-squid-error': 'ERR_ACCESS_DENIED 0' }, true],
  ['a failure that says so', 502, { 'proxy-status': 'cloud; error=connection_refused' }, true],
  ['a proxy that only passed it on', 502, { 'proxy-status': 'cloud; next-hop="a"' }, false],
])('%s is the proxy’s own: %4$s', (_, status, headers, expected) => {
  expect(isParentsOwn(status, headers)).toBe(expected);
});
