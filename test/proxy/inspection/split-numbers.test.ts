import { describe, expect, it } from 'vitest';
import { splitNumbers } from '../../../proxy/inspection/split-numbers.ts';

const fields = (...pairs: [string, string][]) => pairs.map(([name, value]) => ({ name, value }));

describe('a number in several fields', () => {
  it.each<[string, ReturnType<typeof fields>, string[]]>([
    [
      'three of four',
      fields(['mynumber1', '1111'], ['mynumber2', '2222'], ['mynumber3', '3333']),
      ['mynumber 1111\t2222\t3333'],
    ],
    [
      'two of six, with one name',
      fields(['個人番号', '111111'], ['個人番号', '222222']),
      ['個人番号 111111\t222222'],
    ],
    [
      'full-width digits',
      fields(['番号_a', '１１１１１１'], ['番号_b', '222222']),
      ['番号_ １１１１１１\t222222'],
    ],
    [
      'others around it',
      fields(['x', '1'], ['num1', '111111'], ['num2', '222222'], ['y', '2']),
      ['num 111111\t222222'],
    ],
    ['names that share nothing', fields(['a', '111111'], ['b', '222222']), []],
    ['too few digits', fields(['num1', '1111'], ['num2', '2222']), []],
    ['digits that do not come out even', fields(['num1', '11111111'], ['num2', '22222222']), []],
    [
      'something else between them',
      fields(['num1', '111111'], ['numx', 'a'], ['num2', '222222']),
      [],
    ],
    ['one whole number', fields(['num', '111111111111']), []],
    ['nothing', [], []],
  ])('%s', (_, given, expected) => {
    expect(splitNumbers(given).map(({ name, value }) => `${name} ${value}`)).toEqual(expected);
  });
});
