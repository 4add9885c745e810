import { expect, test } from 'vitest';
import {
  framingProblem,
  isAmbiguousAnswer,
  streamFieldsProblem,
} from '../../../proxy/gateway/framing.ts';

test.each([
  ['no body', '1.1', ['Host', 'a'], null],
  ['a length', '1.1', ['Content-Length', '10'], null],
  ['a length of zero', '1.1', ['Content-Length', '0'], null],
  ['chunks', '1.1', ['Transfer-Encoding', 'Chunked'], null],
  ['both', '1.1', ['Content-Length', '1', 'Transfer-Encoding', 'chunked'], 'ambiguous'],
  [
    'two lengths, even equal ones',
    '1.1',
    ['Content-Length', '1', 'content-length', '1'],
    'ambiguous',
  ],
  [
    'chunks twice',
    '1.1',
    ['Transfer-Encoding', 'chunked', 'Transfer-Encoding', 'chunked'],
    'ambiguous',
  ],
  [
    'another encoding before the chunks',
    '1.1',
    ['Transfer-Encoding', 'gzip, chunked'],
    'ambiguous',
  ],
  ['an encoding nobody knows', '1.1', ['Transfer-Encoding', 'xchunked'], 'ambiguous'],
  ['chunks in HTTP/1.0', '1.0', ['Transfer-Encoding', 'chunked'], 'ambiguous'],
  ['a signed length', '1.1', ['Content-Length', '+1'], 'ambiguous'],
  ['an octal length', '1.1', ['Content-Length', '010'], 'ambiguous'],
  ['a list of lengths', '1.1', ['Content-Length', '1, 1'], 'ambiguous'],
  ['a name that looks like an encoding', '1.1', ['Transfer_Encoding', 'chunked'], 'ambiguous'],
  ['a name that looks like a length', '1.1', ['Content.Length', '1'], 'ambiguous'],
  ['a name that is longer than a length', '1.1', ['Content-Lengths', '1'], null],
  ['a name that is shorter than an encoding', '1.1', ['Transfer-Encodin', '1'], null],
  ['chunks as a content coding', '1.1', ['Content-Encoding', 'chunked'], 'ambiguous'],
  ['a real content coding', '1.1', ['Content-Encoding', 'gzip'], null],
  ['two Hosts', '1.1', ['Host', 'a', 'Host', 'a'], 'ambiguous'],
  ['two credentials', '1.1', ['Proxy-Authorization', 'a', 'Proxy-Authorization', 'b'], 'ambiguous'],
  ['two content types', '1.1', ['Content-Type', 'a', 'Content-Type', 'b'], 'ambiguous'],
  [
    'a Connection that strips the length',
    '1.1',
    ['Connection', 'close, Content-Length'],
    'ambiguous',
  ],
  ['a Connection that keeps alive', '1.1', ['Connection', 'keep-alive, X-Mine'], null],
  ['HTTP/2.0 over a connection of 1.x', '2.0', ['Host', 'a'], 'ambiguous'],
  ['too many fields', '1.1', Array<string>(402).fill('x'), 'too-many-fields'],
] as const)('%s', (_, version, headers, expected) => {
  expect(framingProblem(version, headers)).toBe(expected);
});

test.each([
  ['no framing', '1.1', ['Server', 'x'], false],
  ['a length', '1.1', ['Content-Length', '5'], false],
  ['chunks', '1.1', ['Transfer-Encoding', 'chunked'], false],
  ['a field twice that frames nothing', '1.1', ['Set-Cookie', 'a', 'Set-Cookie', 'b'], false],
  ['two types', '1.1', ['Content-Type', 'a/b', 'Content-Type', 'a/c'], false],
  ['both', '1.1', ['Content-Length', '5', 'Transfer-Encoding', 'chunked'], true],
  ['a length twice', '1.1', ['Content-Length', '5', 'Content-Length', '5'], true],
  ['chunks of HTTP/1.0', '1.0', ['Transfer-Encoding', 'chunked'], true],
  ['another coding', '1.1', ['Transfer-Encoding', 'gzip, chunked'], true],
  ['a look-alike', '1.1', ['Content_Length', '5'], true],
])('an answer with %s', (_, version, headers, expected) => {
  expect(isAmbiguousAnswer(version, headers)).toBe(expected);
});

test.each([
  ['a length', ['content-length', '10'], null],
  ['cookies in pieces', ['cookie', 'a=1', 'cookie', 'b=2'], null],
  ['trailers that it can take', ['te', 'trailers'], null],
  ['two lengths', ['content-length', '1', 'content-length', '1'], 'ambiguous'],
  ['chunks', ['transfer-encoding', 'chunked'], 'ambiguous'],
  ['a field of one connection', ['connection', 'keep-alive'], 'ambiguous'],
  ['an upgrade', ['upgrade', 'h2c'], 'ambiguous'],
  ['a name in capitals', ['Content-Length', '1'], 'ambiguous'],
  ['a name with a space', ['content-length ', '1'], 'ambiguous'],
  ['a second request in a value', ['x', 'a\r\nb: c'], 'ambiguous'],
  ['what looks like a length', ['content_length', '1'], 'ambiguous'],
  ['too many fields', Array.from({ length: 402 }, () => 'a'), 'too-many-fields'],
])('a stream of HTTP/2 with %s', (_, headers, problem) => {
  expect(streamFieldsProblem(headers)).toBe(problem);
});
