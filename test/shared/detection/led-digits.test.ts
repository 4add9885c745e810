import { describe, expect, it } from 'vitest';
import { fieldGroups, ledDigits } from '../../../shared/detection/led-digits.ts';

const read = (text: string) =>
  ledDigits(text, /番号/g, 12).map(({ digits, start, end }) => [digits, text.slice(start, end)]);
const twelve = '123456789012';

describe('digits that a label leads to', () => {
  it.each([
    ['in brackets by fours', '番号（1234）（5678）（9012）'],
    ['in brackets by threes', '番号【123】【456】【789】【012】'],
    ['one group a line', '番号\n1234\n5678\n9012\n'],
    ['broken in a group', '番号 1234567\n89012'],
    ['broken behind a hyphen', '番号 1234-5678-\n  9012'],
    ['one digit a line', `番号\n${[...twelve].join('\n')}`],
    ['one digit a box', `番号 ${[...twelve].map((each) => `[${each}]`).join('')}`],
    ['one digit a cell', `番号\t${[...twelve].join('\t')}\t1980`],
    ['in cells with dashes between', '番号\t1\t2\t3\t4\t-\t5\t6\t7\t8\t-\t9\t0\t1\t2'],
    ['behind an explanation with a number', '番号（12桁を記入）：1234：5678：9012'],
    ['behind No.', `番号：No.${twelve}`],
    ['in kanji with a circle as zero', '番号は一二三四五六七八九○一二'],
    ['in the numerals of deeds', '番号 壱弐参四五六七八九零壱弐'],
  ])('are read %s', (_, text) => {
    expect(read(text).map(([digits]) => digits)).toEqual([twelve]);
  });

  it.each([
    ['a piece of a longer number', '番号 1234：5678：9012：3456'],
    ['a piece of longer groups', '番号 1234/5678/9012/34'],
    ['thousands', '番号 123,456,789,012'],
    ['groups of several sizes', '番号 12:34567:89012'],
    ['a code that letters touch', `番号 AB${twelve}`],
    ['what stands far away', `番号${'あ'.repeat(70)}1234：5678：9012`],
    ['what stands before the label', '1234：5678：9012 番号'],
    ['a column of figures', `番号\n${'1234\n'.repeat(6)}`],
  ])('are not: %s', (_, text) => {
    expect(read(text)).toEqual([]);
  });

  it('are placed from their first to their last digit', () => {
    expect(read('番号（1234）（5678）（9012）です')).toEqual([[twelve, '1234）（5678）（9012']]);
  });

  it('are read beside a thousand labels in linear time', () => {
    expect(read('番号 1 2 3 '.repeat(5000))).toEqual([]);
  });
});

describe('groups in fields that count on', () => {
  const inFields = (text: string) => fieldGroups(text, /番号|number/g).map(({ digits }) => digits);

  it.each([
    ['of a form', 'number1=1234&number2=5678&number3=9012'],
    ['of JSON', '{"my_number_1": "1234", "my_number_2": "5678", "my_number_3": "9012"}'],
    ['as lines', '番号1: 1234\n番号2: 5678\n番号3: 9012'],
  ])('are read %s', (_, text) => {
    expect(inFields(text)).toEqual([twelve]);
  });

  it.each([
    ['of another name', 'year1=2024&year2=2025&year3=2026'],
    ['of several names', 'number1=1234&year2=5678&size3=9012'],
    ['that go on', 'number1=1234&number2=5678&number3=90123'],
  ])('are not read %s', (_, text) => {
    expect(inFields(text)).toEqual([]);
  });
});
