import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  boundaryOf,
  headerField,
  readMultipart,
  splitMultipart,
} from '../../../../shared/posting/content/multipart.ts';

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

describe('whether a multipart is whole', () => {
  const whole = `${field('a', '1')}--q--\r\n`;

  it.each<[string, string, string | null, number, boolean]>([
    ['as browsers write it', whole, 'q', 1, true],
    ['of no part', '--q--\r\n', 'q', 0, true],
    ['of no part, and no boundary was said', '--q--\r\n', null, 0, true],
    ['a blank line before and after', `\r\n${whole}\r\n`, 'q', 1, true],
    ['spaces behind the boundary', whole.replace('--q\r', '--q \t\r'), 'q', 1, true],
    ['a part without header fields', '--q\r\n\r\nx\r\n--q--', 'q', 1, true],
    ['lines that end as on Unix', whole.replaceAll('\r', ''), 'q', 1, true],
    ['a header in Shift_JIS or ISO-2022-JP', whole.replace('a', 'é\u001b$B'), 'q', 1, true],
    ['a line that is no header field', whole.replace('\r\n\r\n', '\r\nx\r\n\r\n'), 'q', 1, false],
    ['bytes that no header has', whole.replace('a', '\u0000'), 'q', 1, false],
    ['a line break of half', whole.replace('a', '\r'), 'q', 1, false],
    ['something before it', `x\r\n${whole}`, 'q', 1, false],
    ['something behind it', `${whole}x`, 'q', 1, false],
    ['without its end', field('a', '1'), 'q', 1, false],
    ['cut in a header', `${field('a', '1')}--q\r\nContent-Dis`, 'q', 1, false],
    ['a boundary inside a line', `${field('a', '1 --q\r\n')}--q--`, 'q', 1, false],
    ['a boundary that goes on', `${field('a', '1\r\n--qq\r\n')}--q--`, 'q', 1, false],
    ['another boundary than was said', whole, 'other', 0, false],
    ['a header without end', `--q\r\nX: ${'x'.repeat(20_000)}\r\n\r\n1\r\n--q--`, 'q', 0, false],
    ['more parts than are read', `${field('a', '1').repeat(5_001)}--q--`, 'q', 5_000, false],
  ])('%s', (_, text, boundary, count, isWhole) => {
    const split = splitMultipart(bytes(text), boundary);
    expect([split.parts.length, split.isWhole]).toEqual([count, isWhole]);
  });

  it.each(['\r\n\r\n', '\n\n', '\n\r\n', '\r\n\n'])('ends a header at %j', (gap) => {
    const text = `--q\r\nContent-Disposition: form-data; name="a"${gap}1\r\n\r\n2\r\n--q--`;
    expect(shown(text)).toEqual([['a', null, '1\r\n\r\n2']]);
  });

  it('reads header fields that go on in the next line', () => {
    const text = '--q\r\nContent-Disposition: form-data;\r\n name="a"\r\n\r\n1\r\n--q--';
    expect(shown(text)).toEqual([['a', null, '1']]);
    const [part] = splitMultipart(bytes(text), 'q').parts;
    expect(headerField(part?.headers ?? '', 'content-disposition')).toBe('form-data; name="a"');
    expect(headerField(part?.headers ?? '', 'content-type')).toBeNull();
  });

  it.each([
    ['multipart/form-data; boundary=q', 'q'],
    ['multipart/form-data; boundary="a b"; charset=utf-8', 'a b'],
    ['multipart/form-data', null],
  ])('finds the boundary of %s', (contentType, boundary) => {
    expect(boundaryOf(contentType)).toBe(boundary);
  });
});
