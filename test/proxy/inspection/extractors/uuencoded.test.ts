import { describe, expect, it } from 'vitest';
import { uuencodedFiles } from '../../../../proxy/inspection/extractors/uuencoded.ts';

const shown = (text: string) =>
  uuencodedFiles(text).map(({ name, content }) => [name, Buffer.from(content).toString()]);

describe('uuencodedFiles', () => {
  it.each([
    ['one file', 'begin 644 a.txt\n#0V%T\n`\nend\n', [['a.txt', 'Cat']]],
    ['a line filled up', 'begin 644 a b.txt\r\n"0V$ \r\n`\r\nend\r\n', [['a b.txt', 'Ca']]],
    [
      'two files in a text',
      'Hello\nbegin 644 a\n#0V%T\nend\nand\nbegin 600 b\n#0V%T\nend',
      [
        ['a', 'Cat'],
        ['b', 'Cat'],
      ],
    ],
    ['a file without its end', 'begin 644 a\n#0V%T', [['a', 'Cat']]],
    ['words that only begin so', 'begin with this\n', []],
    ['nothing', '', []],
  ])('reads %s', (_, text, expected) => {
    expect(shown(text)).toEqual(expected);
  });
});
