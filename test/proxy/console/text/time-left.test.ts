import { expect, test } from 'vitest';
import { timeLeft } from '../../../../proxy/console/text/time-left.ts';

const hour = 3_600_000;

test.each([
  ['three days', 72 * hour, { unit: 'days', count: 3 }],
  ['full days only', 72 * hour - 1, { unit: 'days', count: 2 }],
  ['below two days hours', 48 * hour - 1, { unit: 'hours', count: 48 }],
  ['begun hours', hour + 1, { unit: 'hours', count: 2 }],
  ['the moment itself', 0, { unit: 'ended' }],
  ['long over', -hour, { unit: 'ended' }],
  ['no time at all', Number.NaN, { unit: 'ended' }],
])('%s', (_, left, expected) => expect(timeLeft(left)).toEqual(expected));
