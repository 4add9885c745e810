import { expect, test } from 'vitest';
import { readLines } from '../../../proxy/command/lines.ts';

async function lines(chunks: (string | number[])[], maximum?: number) {
  const bytes = chunks.map((chunk) =>
    typeof chunk === 'string' ? Buffer.from(chunk) : Uint8Array.from(chunk),
  );
  async function* stream() {
    yield* bytes;
  }
  const found: string[] = [];
  for await (const { text, tooLong } of readLines(stream(), maximum))
    found.push(tooLong ? '(too long)' : text);
  return found;
}

test.each([
  ['LF and CRLF', ['a\nb\r\nc'], ['a', 'b', 'c']],
  ['an end after the last line', ['a\n'], ['a']],
  ['empty lines', ['\n\na\n\n'], ['', '', 'a', '']],
  ['nothing', [''], []],
  ['a line in many pieces', ['a', 'b', 'c\nd'], ['abc', 'd']],
  ['CR and LF in two pieces', ['a\r', '\nb'], ['a', 'b']],
  [
    'a character in two pieces',
    [
      [0xe3, 0x81],
      [0x82, 0x0a],
    ],
    ['あ'],
  ],
  ['broken UTF-8', [[0xff, 0x0a, 0x61]], ['\ufffd', 'a']],
  ['a byte order mark', ['\ufeffa\nb'], ['a', 'b']],
] as [string, (string | number[])[], string[]][])('reads %s', async (_, chunks, expected) => {
  expect(await lines(chunks)).toEqual(expected);
});

test('gives a line that is too long its place, and reads on', async () => {
  expect(await lines(['ab\n', 'xxxx', 'xxxx\n', 'cd\n', 'yyyyyyyy'], 4)).toEqual([
    'ab',
    '(too long)',
    'cd',
    '(too long)',
  ]);
});
