import { expect, test } from 'vitest';
import {
  dayOf,
  jst,
  jstHour,
  jstInput,
  momentText,
  utcFromJst,
} from '../../../../proxy/console/text/time.ts';

test('shows UTC as Japan time, across midnight too', () => {
  expect(jst('2026-12-31T15:00:05.123Z')).toBe('2027-01-01 00:00:05');
  expect(jst('2026-12-31T14:59:59.000Z', 'minute')).toBe('2026-12-31 23:59');
  expect(jstHour('2026-12-31T15:00:00Z')).toBe('0');
});

test('what is no time stays as it is', () => {
  expect(jst('never')).toBe('never');
  expect(jstInput('')).toBe('');
});

test('what a person chooses in Japan time is sent as UTC, and comes back the same', () => {
  const iso = utcFromJst('2027-01-01T00:30');
  expect(iso).toBe('2026-12-31T15:30:00.000Z');
  expect(jstInput(iso ?? '')).toBe('2027-01-01T00:30');
});

test.each(['', '2027-01-01', '2027-13-01T00:00', 'x'])('refuses %j as a time', (text) => {
  expect(utcFromJst(text)).toBeNull();
});

test('a moment is a day, or a time in Japan', () => {
  expect(momentText('2027-03-31')).toBe('2027-03-31');
  expect(momentText('2027-03-31T20:00:00Z')).toBe('2027-04-01 05:00');
  expect(dayOf('2027-03-31T20:00:00Z')).toBe('2027-04-01');
});
