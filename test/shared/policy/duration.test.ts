import { expect, test } from 'vitest';
import { addDuration } from '../../../shared/policy/duration.ts';

const rows: [string, string, string, 1 | -1, string][] = [
  ['a day', '2026-11-23T10:00:00Z', 'P1D', 1, '2026-11-24T10:00:00Z'],
  ['weeks', '2026-11-23T10:00:00Z', 'P2W', 1, '2026-12-07T10:00:00Z'],
  ['hours and minutes', '2026-11-23T10:00:00Z', 'PT12H30M', 1, '2026-11-23T22:30:00Z'],
  ['a year and six months', '2026-11-23T10:00:00Z', 'P1Y6M', 1, '2028-05-23T10:00:00Z'],
  ['a month whose day does not exist', '2027-01-31T00:00:00Z', 'P1M', 1, '2027-02-28T00:00:00Z'],
  ['a year from 29 February', '2028-02-29T00:00:00Z', 'P1Y', 1, '2029-02-28T00:00:00Z'],
  ['a year back', '2026-11-23T10:00:00Z', 'P1Y', -1, '2025-11-23T10:00:00Z'],
  ['ninety days back', '2026-03-01T00:00:00Z', 'P90D', -1, '2025-12-01T00:00:00Z'],
];
test.each(rows)('moves by %s', (_, at, duration, times, expected) => {
  expect(addDuration(Date.parse(at), duration, times)).toBe(Date.parse(expected));
});

test.each(['', '1D', 'P1S', 'P1.5D', 'P1D2'])('refuses %j', (text) => {
  expect(() => addDuration(0, text)).toThrow(RangeError);
});
