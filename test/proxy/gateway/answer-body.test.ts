import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answerBody } from '../../../proxy/gateway/answer-body.ts';
import type { Framing } from '../../../proxy/gateway/answer-head.ts';

/** All of it in the given pieces, up to where it says that it is over. */
function readAll(framing: Framing, pieces: readonly string[]) {
  const body = answerBody(framing);
  let content = '';
  for (const piece of pieces) {
    const read = body.read(Buffer.from(piece, 'latin1'));
    content += Buffer.concat(read.pieces).toString('latin1');
    if (read.state !== 'more') return { content, state: read.state };
  }
  return { content, state: 'more' };
}

const chunks: Framing = { by: 'chunks' };

describe('chunks', () => {
  const whole: [string, string, string][] = [
    ['one after the other', '5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n', 'hello world'],
    ['none', '0\r\n\r\n', ''],
    [
      'sizes in both letters, with zeros before',
      '00a\r\n0123456789\r\nA\r\n0123456789\r\n0\r\n\r\n',
      '0123456789'.repeat(2),
    ],
    ['extensions', '5;a=b;c="d"\r\nhello\r\n0;x\r\n\r\n', 'hello'],
    ['trailers', '5\r\nhello\r\n0\r\nX-Sum: 1\r\nX-B:\r\n\r\n', 'hello'],
    ['line ends in the content', '4\r\n\r\n\r\n\r\n0\r\n\r\n', '\r\n\r\n'],
  ];
  test.each(whole)('%s', (_, text, content) => {
    expect(readAll(chunks, [text])).toEqual({ content, state: 'end' });
    expect(readAll(chunks, [...text])).toEqual({ content, state: 'end' });
  });

  test.each([
    ['a size that is none', '5\r\nhello\r\nxyz\r\n'],
    ['a signed size', '+5\r\nhello\r\n'],
    ['a size in another notation', '0x5\r\nhello\r\n'],
    ['a blank behind the size', '5 \r\nhello\r\n'],
    ['an enormous size', 'fffffffff\r\nhello'],
    ['an empty size', '\r\nhello\r\n'],
    ['a chunk longer than its size', '5\r\nhello world\r\n'],
    ['a line feed alone behind a size', '5\nhello\r\n'],
    ['a line feed alone behind a chunk', '5\r\nhello\n0\r\n\r\n'],
    ['a carriage return in a size', '5\r1\r\nhello'],
    ['a size without an end', '0'.repeat(1_025)],
    ['a trailer that is none', '0\r\nhello\r\n\r\n'],
    ['trailers without an end', `0\r\n${`X-A: ${'b'.repeat(900)}\r\n`.repeat(10)}`],
  ])('%s breaks', (_, text) => {
    expect(readAll(chunks, [text]).state).toBe('broken');
    expect(readAll(chunks, [...text]).state).toBe('broken');
  });

  test('that do not end wait for more', () => {
    expect(readAll(chunks, ['5\r\nhello\r\n'])).toEqual({ content: 'hello', state: 'more' });
    expect(answerBody(chunks).endsByClose).toBe(false);
  });

  test('say that bytes came behind their end', () => {
    expect(readAll(chunks, ['0\r\n\r\nHTTP/1.1 200 OK']).state).toBe('over');
  });

  test('any content in any pieces is what was sent', () => {
    const content = fc.array(
      fc.string({ unit: 'binary', minLength: 1 }).map((s) => s.replace(/[^\0-\xff]/gu, 'x')),
    );
    fc.assert(
      fc.property(content, fc.array(fc.nat(40)), (parts, cuts) => {
        const text = `${parts.map((part) => `${part.length.toString(16)}\r\n${part}\r\n`).join('')}0\r\n\r\n`;
        const at = [0, ...cuts.map((cut) => cut % text.length).sort((a, b) => a - b), text.length];
        const pieces = at.slice(1).map((to, i) => text.slice(at[i], to));
        expect(readAll(chunks, pieces)).toEqual({ content: parts.join(''), state: 'end' });
      }),
    );
  });
});

describe('a length', () => {
  const five: Framing = { by: 'length', bytes: 5 };
  test.each([
    ['ends with its last byte', ['hel', 'lo'], 'hello', 'end'],
    ['waits for what is missing', ['hell'], 'hell', 'more'],
    ['says that bytes came behind it, and leaves them', ['hello!'], 'hello', 'over'],
  ])('%s', (_, pieces, content, state) => {
    expect(readAll(five, pieces)).toEqual({ content, state });
  });

  test('of nothing ends at once', () => {
    expect(readAll({ by: 'length', bytes: 0 }, [''])).toEqual({ content: '', state: 'end' });
    expect(readAll({ by: 'nothing' }, [''])).toEqual({ content: '', state: 'end' });
    expect(readAll({ by: 'nothing' }, ['x']).state).toBe('over');
  });
});

test('without a length or chunks it ends with the connection', () => {
  expect(readAll({ by: 'close' }, ['a', '', 'b'])).toEqual({ content: 'ab', state: 'more' });
  expect(answerBody({ by: 'close' }).endsByClose).toBe(true);
  expect(answerBody({ by: 'length', bytes: 5 }).endsByClose).toBe(false);
});
