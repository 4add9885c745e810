import { describe, expect, it } from 'vitest';
import { compilePostingHours, japanDate } from '../../../shared/policy/posting-hours.ts';
import type { PostingHours } from '../../../shared/policy/posting-schema.ts';
import { isHoliday } from '../../../shared/posting/holidays.ts';

const week: PostingHours = {
  days: ['mon', 'tue', 'wed', 'thu', 'fri'],
  from: '08:30',
  to: '17:15',
  holidays: 'closed',
};
const night: PostingHours = { from: '22:00', to: '06:00', holidays: 'closed' };

describe('the hours of postings', () => {
  it.each<[string, PostingHours, string, boolean]>([
    ['open on a working day', week, '2026-11-24T12:00:00+09:00', true],
    ['closed on a holiday', week, '2026-11-23T12:00:00+09:00', false],
    ['closed on a holiday in lieu', week, '2026-05-06T12:00:00+09:00', false],
    [
      'open on a holiday where holidays are open',
      { ...week, holidays: 'open' },
      '2026-11-23T12:00:00+09:00',
      true,
    ],
    ['closed on holidays alone', { holidays: 'closed' }, '2026-11-23T12:00:00+09:00', false],
    ['open in the night before a holiday, past midnight', night, '2026-11-23T02:00:00+09:00', true],
    ['closed in the night of a holiday, past midnight', night, '2026-11-24T02:00:00+09:00', false],
    ['closed in the evening of a holiday', night, '2026-11-23T23:00:00+09:00', false],
  ])('are %s', (_, hours, at, expected) => {
    expect(compilePostingHours(hours, isHoliday)(Date.parse(at))).toBe(expected);
  });
});

it('tells the date in Japan', () => {
  expect(japanDate(Date.parse('2026-12-31T15:00:00Z'))).toBe('2027-01-01');
});
