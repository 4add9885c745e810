import { describe, expect, it } from 'vitest';
import { individualNumberCheckDigit } from '../../../shared/detection/check-digits.ts';
import { detect } from '../../../shared/detection/detect.ts';
import { tablePart, textPart } from '../../../shared/detection/part.ts';
import { unescapeOnce } from '../../../shared/detection/unescape.ts';

const number = `62149832025${individualNumberCheckDigit('62149832025')}`;
const each = (text: string, write: (code: number) => string) =>
  [...text].map((one) => write(one.codePointAt(0) ?? 0)).join('');
const hex = (code: number, digits: number) => code.toString(16).toUpperCase().padStart(digits, '0');
const percent = (text: string) =>
  [...new TextEncoder().encode(text)].map((byte) => `%${hex(byte, 2)}`).join('');
const quoted = (text: string) => percent(text).replaceAll('%', '=');

describe('unescapeOnce', () => {
  it.each([
    ['a%20b', 'a b'],
    ['%E5%80%8B', '個'],
    ['%8C%C2', '個'],
    ['&#54;&#x36;&nbsp;&amp;', '66 &'],
    ['\\u0036\\x36\\u{36}\\U00000036', '6666'],
    ['=E5=80=8B', '個'],
    ['12=\r\n34', '1234'],
    ['a%0Ab', 'a b'],
    ['番号\\n12', '番号 12'],
  ])('%j is %j', (text, expected) => {
    expect(unescapeOnce(text)?.text).toBe(expected);
  });

  it.each(['', 'abc', '100%', '&copy;', 'id=12', '%FF%FE%', '\\ud800', '&#99999999;'])(
    'leaves %j',
    (text) => {
      expect(unescapeOnce(text)).toBeNull();
    },
  );

  it('knows where a character stood', () => {
    const unescaped = unescapeOnce('ab%20c&#54;d');
    expect(unescaped?.text).toBe('ab c6d');
    expect([0, 1, 2, 3, 5].map((index) => unescaped?.origin(index))).toEqual([0, 1, 2, 5, 11]);
  });
});

const spellings: readonly (readonly [string, string])[] = [
  ['percent', percent(`個人番号=${number}`)],
  ['percent twice', percent(percent(`個人番号=${number}`))],
  [
    'full-width digits, percent',
    percent(`個人番号 ${each(number, (code) => String.fromCharCode(code + 0xfee0))}`),
  ],
  ['a label alone', `${percent('個人番号')}=${number}`],
  ['entities', each(`個人番号 ${number}`, (code) => `&#${code};`)],
  ['entities in hexadecimal', `個人番号 ${each(number, (code) => `&#x${hex(code, 2)};`)}`],
  ['entities between', `個人番号 ${number.replace(/(.{4})(?=.)/g, '$1&nbsp;')}`],
  ['JavaScript', each(`個人番号 ${number}`, (code) => `\\u${hex(code, 4)}`)],
  ['bytes of a program', `my number ${each(number, (code) => `\\x${hex(code, 2)}`)}`],
  ['quoted-printable', quoted(`個人番号 ${number}`)],
  ['a line that goes on', `個人番号 ${number.slice(0, 5)}=\n${number.slice(5)}`],
];

describe('what is escaped', () => {
  it.each(spellings)('is found once, and on its line: %s', (_, text) => {
    const found = detect([
      textPart(`お知らせ\nhttps://city.example/?a=%E6%A8%AA\n${text}\n`, { line: 1 }),
    ]);
    expect(found).toMatchObject([{ kind: 'individual-number', count: 1, place: { line: 3 } }]);
  });

  it('is found in a cell', () => {
    const [, text] = spellings[4] ?? ['', ''];
    const found = detect([
      tablePart([
        ['a', 'b%20c'],
        ['x', text],
      ]),
    ]);
    expect(found).toMatchObject([{ kind: 'individual-number', place: { cell: 'B2' } }]);
  });
});
