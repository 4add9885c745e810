import { expect, test } from 'vitest';
import { delaysOf } from '../../../../proxy/hub/postings/delays.ts';

const hour = 3_600_000;

test.each([
  ['none of none', [], null, null],
  ['the middle of three, whatever their order', [9 * hour, hour, 2 * hour], 2, 9],
  ['of an even number what lies between two', [hour, 4 * hour], 2.5, 4],
  ['to a tenth of an hour', [100 * 60_000], 1.7, 1.7],
] as const)('%s', (_, delays, medianHours, longestHours) => {
  expect(delaysOf(delays)).toEqual({ medianHours, longestHours });
});
