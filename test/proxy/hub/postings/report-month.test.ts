import { expect, test } from 'vitest';
import { currentMonth, monthBefore, monthOf } from '../../../../proxy/hub/postings/report-month.ts';

test.each([
  ['2026-11', 30, '2026-10-31T15:00:00.000Z', '2026-11-30T15:00:00.000Z'],
  ['2026-12', 31, '2026-11-30T15:00:00.000Z', '2026-12-31T15:00:00.000Z'],
  ['2028-02', 29, '2028-01-31T15:00:00.000Z', '2028-02-29T15:00:00.000Z'],
])('%s has %i days, from midnight to midnight in Japan', (name, count, begin, end) => {
  const month = monthOf(name);
  expect(month.days).toHaveLength(count);
  expect(month.days.at(-1)).toBe(`${name}-${count}`);
  expect(new Date(month.begin).toISOString()).toBe(begin);
  expect(new Date(month.end).toISOString()).toBe(end);
});

test('the month of a moment is that of Japan', () => {
  expect(currentMonth(Date.parse('2026-11-30T14:59:59Z'))).toBe('2026-11');
  expect(currentMonth(Date.parse('2026-11-30T15:00:00Z'))).toBe('2026-12');
  expect(monthBefore('2026-01')).toBe('2025-12');
});
