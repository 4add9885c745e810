import { expect, test } from 'vitest';
import { hoursText } from '../../../../proxy/console/text/hours-text.ts';
import { en } from '../../../../proxy/console/words/en.ts';
import { ja } from '../../../../proxy/console/words/ja.ts';

test.each([
  [{ days: ['mon', 'tue'], from: '08:30', to: '17:15' }, '月・火 08:30～17:15'],
  [{ from: '22:00', to: '05:00' }, '22:00～05:00'],
  [{ to: '12:00' }, '0:00～12:00'],
  [{ days: ['sat'] }, '土'],
  [{}, ''],
  [{ days: ['mon'], to: '12:00', holidays: 'closed' }, '月 0:00～12:00（祝日を除く）'],
  [{ holidays: 'closed' }, '祝日を除く'],
  [{ days: ['sat'], holidays: 'open' }, '土'],
] as const)('%o', (hours, expected) => {
  expect(hoursText({ ...hours, days: [...('days' in hours ? hours.days : [])] }, ja)).toBe(
    expected,
  );
});

test('in English', () => {
  expect(hoursText({ days: ['mon', 'sun'], from: '9:00' }, en)).toBe('Mon, Sun 9:00～24:00');
  expect(hoursText({ from: '9:00', holidays: 'closed' }, en)).toBe('9:00～24:00 (not on holidays)');
});
