import { expect, test } from 'vitest';
import { countDifference, countWords } from '../../../../proxy/hub/policy/count-difference.ts';

const difference = {
  lists: [
    { list: 'a', title: 'A', added: ['x', 'y'], removed: [], changed: ['z'] },
    { list: 'b', title: 'B', added: ['x'], removed: ['w'], changed: [] },
  ],
  other: ['mode', 'zones.closed'],
};

test('counts lines over all lists', () => {
  expect(countDifference(difference)).toEqual({ added: 3, removed: 1, changed: 1, other: 2 });
  expect(countWords(difference)).toBe('+3 -1 ~1, mode, zones.closed');
  expect(countWords({ lists: [], other: [] })).toBe('+0 -0 ~0');
});
