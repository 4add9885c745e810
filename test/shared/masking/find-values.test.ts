import { describe, expect, it } from 'vitest';
import { individualNumberCheckDigit } from '../../../shared/detection/check-digits.ts';
import { detect, type FoundValue } from '../../../shared/detection/detect.ts';
import { textPart } from '../../../shared/detection/part.ts';
import { indexValues } from '../../../shared/masking/find-values.ts';
import { replaceSpans } from '../../../shared/masking/replace-spans.ts';

const base = '62149832025';
const number = `${base}${individualNumberCheckDigit(base)}`;
const fours = number.replace(/(\d{4})(?=\d)/g, '$1-');
const wide = number.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
const kanji = number.replace(/\d/g, (digit) => '〇一二三四五六七八九'.charAt(Number(digit)));
const dots = '●'.repeat(12);

const individual = (standing = number): FoundValue => ({
  kind: 'individual-number',
  value: number,
  standing,
});
const masked = (text: string, values: FoundValue[] = [individual()]) =>
  replaceSpans(text, indexValues(values).find(text));

describe('find values', () => {
  it.each([
    ['in one run', `番号 ${number} です`, `番号 ${dots} です`],
    ['in groups', `a ${fours} b`, 'a ●●●●-●●●●-●●●● b'],
    ['full-width', `${wide}円`, `${dots}円`],
    ['in kanji', `${kanji}号`, `${dots}号`],
    ['one digit a cell', [...number].join('\t'), [...dots].join('\t')],
    ['one digit a line', [...number].join('\r\n'), [...dots].join('\r\n')],
    ['with zero-width characters in it', [...number].join('\u200b'), [...dots].join('\u200b')],
    ['behind a character of two units', `𠮷田 ${number}`, `𠮷田 ${dots}`],
    ['twice', `${number},${number}`, `${dots},${dots}`],
    ['in circles', `⑫ ${number} ⑫`, `⑫ ${dots} ⑫`],
  ])('%s', (_, text, expected) => {
    expect(masked(text)).toBe(expected);
  });

  it.each([
    ['a piece of a longer number', `${number}7`],
    ['another number', `1${number.slice(1)}`],
    ['letters between', [...number].join('x')],
    ['a text without any', '横手市役所 総務課'],
  ])('finds none in %s', (_, text) => {
    expect(indexValues([individual()]).find(text)).toEqual([]);
  });

  it('masks only the digits of a number that fields with names hold', () => {
    const standing = `${number.slice(0, 4)}&no2=${number.slice(4, 8)}&no3=${number.slice(8)}`;
    expect(masked(`no1=${standing}&a=1`, [individual(standing)])).toBe(
      'no1=●●●●&no2=●●●●&no3=●●●●&a=1',
    );
  });

  it('masks words where they stand, with what stands between', () => {
    const value: FoundValue = { kind: 'mark', value: 'a@b.example', standing: 'A@b.example' };
    expect(masked('to <a@b.example>; abexample', [value])).toBe('to <●@●.●●●●●●●>; abexample');
  });

  it('finds what a detection reports', () => {
    const values: FoundValue[] = [];
    const text = `個人番号：（${wide.slice(0, 4)}）（${wide.slice(4, 8)}）（${wide.slice(8)}）`;
    detect([textPart(text)], { onValue: (value) => values.push(value) });
    expect(masked(text, values)).toBe('個人番号：（●●●●）（●●●●）（●●●●）');
  });

  it('knows when there is nothing to look for', () => {
    expect(indexValues([]).isEmpty).toBe(true);
    expect(indexValues([]).find(number)).toEqual([]);
  });
});
