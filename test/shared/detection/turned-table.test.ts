import { expect, it } from 'vitest';
import { turnedTable } from '../../../shared/detection/turned-table.ts';

it('turns headers from the left to the top', () => {
  expect(
    turnedTable([
      ['氏名', 'a', 'b'],
      ['年齢', '1'],
    ]),
  ).toEqual([
    ['氏名', '年齢'],
    ['a', '1'],
    ['b', ''],
  ]);
});

it('leaves what is long, or no table', () => {
  expect(turnedTable([['a', 'b']])).toBeNull();
  expect(turnedTable(Array.from({ length: 60 }, () => ['a', 'b']))).toBeNull();
});
