import { describe, expect, it } from 'vitest';
import type { Surroundings } from '../../../shared/detection/detector.ts';
import {
  free,
  kanjiAsDigits,
  labelledNumber,
  lastShown,
} from '../../../shared/detection/labelled-number.ts';

const { inText, column } = labelledNumber({
  words: { own: /member/gi, other: /order/gi },
  written: free('[0-9]{8}'),
  read: (value) => ({ value, confidence: 0.2, isChecked: value.endsWith('0') }),
  own: 0.5,
  alone: 0.3,
  column: 0.4,
  spread: { label: /member/gi, lengths: [8] },
  masked: (value) => lastShown(value, 2),
});
const within = (text: string): Surroundings => ({
  ...{ corner: null, isTable: false, isAlone: false, from: 0, persons: 10, of: () => [] },
  once: (read) => read(text),
  stands: (pattern) => pattern.test(text),
});
const sure = (text: string, isAlone = false) =>
  inText(text, { ...within(text), isAlone }).map(({ confidence }) => confidence);

describe('a number with a label', () => {
  it.each([
    ['its own word', 'member 12345678', [0.7]],
    ['no word', 'value 12345678', [0.2]],
    ['another word', 'order 12345678', [0]],
    ['a letter that touches it', 'member A12345678', []],
    ['a digit behind a separator', 'member 12345678-9', []],
    ['kanji numerals', 'member 一二三四五六七八', [0.7]],
    ['one digit a line', `member\n${[...'12345678'].join('\n')}`, [0.7]],
  ])('counts by %s', (_, text, expected) => {
    expect(sure(text)).toEqual(expected);
  });

  it('counts alone', () => {
    expect(sure(' 12345678 ', true)).toEqual([0.5]);
  });

  it('leaves what was looked at before', () => {
    const text = 'member 12345678';
    expect(inText(text, { ...within(text), from: 15 })).toEqual([]);
  });

  it('believes its column', () => {
    expect(column?.judge?.(' 12345670 ')).toEqual({ value: '12345670', passes: true });
    expect(column?.judge?.('12345671')).toEqual({ value: '12345671', passes: false });
    expect(column?.judge?.('1234567')).toBeNull();
    const facts = (seen: number, passed: number, header = '') => ({ seen, passed, header });
    expect(column?.adjust(0.2, facts(5, 5))).toBe(0.6);
    expect(column?.adjust(0.2, facts(4, 4))).toBe(0.2);
    expect(column?.adjust(0.2, facts(20, 2))).toBe(0);
    expect(column?.adjust(0.2, facts(1, 0, 'member'))).toBe(0.7);
    expect(column?.adjust(0.5, facts(1, 0, 'order'))).toBe(0.1);
  });
});

describe('kanjiAsDigits', () => {
  it.each([
    ['〇一二三四五六', '0123456'],
    ['一二の三四五六七', '12-34567'],
    ['一二三', '一二三'],
    ['第一回と第二回', '第一回と第二回'],
  ])('%s', (text, expected) => {
    expect(kanjiAsDigits(text)).toBe(expected);
    expect(kanjiAsDigits(text)).toHaveLength(text.length);
  });
});
