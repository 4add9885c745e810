import { expect, it } from 'vitest';
import { isHoliday } from '../../../shared/posting/holidays.ts';

it.each([
  ['勤労感謝の日', '2026-11-23', true],
  ['a day in lieu', '2026-05-06', true],
  ['a day between two holidays', '2026-09-22', true],
  ['the spring equinox', '2027-03-21', true],
  ['an ordinary day', '2026-11-24', false],
  ['a Sunday', '2026-11-22', false],
  ['a prototype’s name', 'constructor', false],
])('%s', (_, date, expected) => {
  expect(isHoliday(date)).toBe(expected);
});
