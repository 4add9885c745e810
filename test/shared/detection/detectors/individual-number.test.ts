import { describe, expect, it } from 'vitest';
import { individualNumberCheckDigit } from '../../../../shared/detection/check-digits.ts';
import { detect } from '../../../../shared/detection/detect.ts';
import { tablePart, textPart } from '../../../../shared/detection/part.ts';

const valid = (base: string) => `${base}${individualNumberCheckDigit(base)}`;
const number = valid('31415926535');
const finds = (text: string) =>
  detect([textPart(text)]).some(({ kind }) => kind === 'individual-number');
const kanji = number.replace(/\d/g, (digit) => '〇一二三四五六七八九'[Number(digit)] ?? '');
const bases = Array.from({ length: 30 }, (_, at) => String(27182818284 + at * 7919));

describe('Individual Numbers', () => {
  it.each([
    ['with a zero-width space inside', `個人番号 ${number.slice(0, 6)}\u200b${number.slice(6)}`],
    [
      'with the long vowel mark as hyphen',
      `マイナンバー ${number.replace(/(\d{4})(?=\d)/g, '$1ー')}`,
    ],
    ['in kanji', `個人番号 ${kanji}`],
    ['one digit at a time', `個人番号 ${[...number].join(' ')}`],
    ['with spaces in the keyword, as PDF has it', `個 人 番 号 ${number}`],
    ['with half-width kana', `ﾏｲﾅﾝﾊﾞｰ：${number}`],
    ['behind a keyword in English', `my_number=${number}`],
    ['before its keyword', `${number}（個人番号）`],
  ])('are found %s', (_, text) => {
    expect(finds(text)).toBe(true);
  });

  it.each([
    ['an order', `ご注文番号：${number}`],
    ['a corporate number without its first digit', `法人番号 ${number}`],
    ['a time', `更新 ${valid('20241231235')}`],
    ['an amount', `個人番号カード関連経費 ${number}円`],
    ['a fraction', `139.${number}`],
    ['a number alone in a sentence', `これは ${number} です`],
  ])('are not seen in %s', (_, text) => {
    expect(finds(text)).toBe(false);
  });

  it('are told by the pass rate of their column', () => {
    const column = (last: (base: string) => string) =>
      detect([tablePart(bases.map((base) => [last(base)]))]);
    expect(column(valid)).toMatchObject([{ count: 30 }]);
    expect(column((base) => `${base}${Number(base.at(-1)) % 10}`)).toEqual([]);
  });
});
