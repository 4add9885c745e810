import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMultipart } from '../../../../shared/posting/content/multipart.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const shown = (text: string, boundary: string | null = 'q') =>
  readMultipart(bytes(text), boundary).map((part) => [
    part.name,
    part.fileName,
    new TextDecoder().decode(part.bytes),
  ]);
const field = (name: string, value: string) =>
  `--q\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;

describe('multipart', () => {
  it.each<[string, string, string | null, unknown]>([
    [
      'two fields',
      `${field('a', '1')}${field('b', '2')}--q--\r\n`,
      'q',
      [
        ['a', null, '1'],
        ['b', null, '2'],
      ],
    ],
    ['a boundary that was not said', `${field('a', '1')}--q--`, null, [['a', null, '1']]],
    ['a part that never ends', field('a', '1').trimEnd(), 'q', [['a', null, '1']]],
    ['an empty field', `${field('a', '')}--q--`, 'q', [['a', null, '']]],
    [
      'a value with line breaks and dashes',
      `${field('a', 'x\r\n--y\r\n-')}--q--`,
      'q',
      [['a', null, 'x\r\n--y\r\n-']],
    ],
    [
      'bare line feeds',
      '--q\nContent-Disposition: form-data; name=a\n\n1\n--q--',
      'q',
      [['a', null, '1']],
    ],
    [
      'a file with a Japanese name',
      '--q\r\nContent-Disposition: form-data; name="f"; filename="名簿.csv"\r\nContent-Type: text/csv\r\n\r\nx\r\n--q--',
      'q',
      [['f', '名簿.csv', 'x']],
    ],
    [
      'a file name in the extended form',
      "--q\r\ncontent-disposition: form-data; name=f; filename=a; filename*=UTF-8''%E9%9B%AA.txt\r\n\r\nx\r\n--q--",
      'q',
      [['f', '雪.txt', 'x']],
    ],
    ['no part at all', 'abc', 'q', []],
    ['no boundary at all', 'abc', null, []],
  ])('reads %s', (_, text, boundary, expected) => {
    expect(shown(text, boundary)).toEqual(expected);
  });

  it.each([1, 2, 127, 128, 200])(
    'finds a boundary of %d letters that take two bytes each',
    (length) => {
      const boundary = 'é'.repeat(length);
      const text = `--${boundary}\r\nContent-Disposition: form-data; name=a\r\n\r\n${'é'.repeat(500)}\r\n--${boundary}--`;
      expect(shown(text, boundary)).toEqual([['a', null, 'é'.repeat(500)]]);
    },
  );

  it('finds whatever stands between the boundaries', () => {
    const value = fc.stringMatching(/^[-q\r\n]{0,40}$/).filter((text) => !text.includes('--qq'));
    fc.assert(
      fc.property(value, (text) => {
        const body = `--qq\r\nContent-Disposition: form-data; name=a\r\n\r\n${text}\r\n--qq--`;
        expect(shown(body, 'qq')).toEqual([['a', null, text]]);
      }),
    );
  });
});
