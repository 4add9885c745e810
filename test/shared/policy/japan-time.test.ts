import { expect, test } from 'vitest';
import {
  dayAfter,
  endOf,
  japanClock,
  japanDate,
  japanMoment,
  minuteOf,
  startOf,
} from '../../../shared/policy/japan-time.ts';

test.each([
  ['1970-01-01T00:00:00+09:00', 3, 0],
  ['2026-11-23T00:00:00+09:00', 0, 0],
  ['2026-11-22T14:59:00Z', 6, 1439],
  ['2026-11-22T15:00:00Z', 0, 0],
  ['1960-02-29T12:34:00+09:00', 0, 754],
])('japanClock at %s', (at, day, minute) => {
  expect(japanClock(Date.parse(at))).toEqual({ day, minute });
});

test('a date begins and ends at midnight in Japan', () => {
  expect(startOf('2027-03-31')).toBe(Date.parse('2027-03-30T15:00:00Z'));
  expect(endOf('2027-03-31')).toBe(Date.parse('2027-03-31T15:00:00Z'));
  expect(startOf('2027-03-31T09:00:00+09:00')).toBe(endOf('2027-03-31T00:00:00Z'));
});

test('the date in Japan', () => {
  expect(japanDate(Date.parse('2026-12-31T15:00:00Z'))).toBe('2027-01-01');
});

test('the moment in Japan', () => {
  expect(japanMoment(Date.parse('2026-12-31T15:00:59Z'))).toBe('2027-01-01 00:00:59');
});

test('minuteOf counts from midnight', () => {
  expect(['00:00', '08:30', '24:00'].map(minuteOf)).toEqual([0, 510, 1440]);
});

test.each([
  ['2026-12-31', 1, '2027-01-01'],
  ['2028-03-01', -1, '2028-02-29'],
  ['2027-03-01', -1, '2027-02-28'],
  ['2026-11-30', 0, '2026-11-30'],
])('%s and %i days', (day, days, after) => {
  expect(dayAfter(day, days)).toBe(after);
});
