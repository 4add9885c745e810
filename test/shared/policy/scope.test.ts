import { expect, test } from 'vitest';
import {
  compileHours,
  compileScope,
  type Hours,
  isAt,
  isFor,
} from '../../../shared/policy/scope.ts';

test.each([
  ['nothing is for everybody', {}, null, null, true],
  ['a unit is for those in it', { units: ['A'] }, null, 'A', true],
  ['a unit is not for others', { units: ['A'] }, 'x', 'B', false],
  ['a unit is not for nobody', { units: ['A'] }, null, null, false],
  ['a user is for that user', { users: ['x'] }, 'x', null, true],
  ['a user is not for others', { users: ['x'] }, 'y', 'A', false],
  ['both must hold', { units: ['A'], users: ['x'] }, 'x', 'B', false],
  ['both hold', { units: ['A'], users: ['x'] }, 'x', 'A', true],
])('%s', (_, fields, user, unit, expected) => {
  expect(isFor(compileScope(fields), { user, unit, terminal: null })).toBe(expected);
});

test.each([
  ['a terminal is for what comes from it', { terminals: ['T1', 'T2'] }, 'T1', true],
  ['a terminal is not for others', { terminals: ['T1'] }, 'T3', false],
  ['a terminal is not for one that nobody knows', { terminals: ['T1'] }, null, false],
  ['unit and terminal must both hold', { terminals: ['T1'], units: ['B'] }, 'T1', false],
  ['unit and terminal both hold', { terminals: ['T1'], units: ['A'] }, 'T1', true],
])('%s', (_, fields, terminal, expected) => {
  expect(isFor(compileScope(fields), { user: 'x', unit: 'A', terminal })).toBe(expected);
});

const workdays = { days: ['mon', 'tue', 'wed', 'thu', 'fri'] as const };
test.each([
  [
    'within the hours',
    { ...workdays, from: '08:30', to: '17:15' },
    '2026-11-24T08:30:00+09:00',
    true,
  ],
  ['at their end', { ...workdays, from: '08:30', to: '17:15' }, '2026-11-24T17:15:00+09:00', false],
  [
    'on another day',
    { ...workdays, from: '08:30', to: '17:15' },
    '2026-11-22T10:00:00+09:00',
    false,
  ],
  ['from a time to the end of the day', { from: '22:00' }, '2026-11-24T23:59:59+09:00', true],
  ['from midnight to a time', { to: '06:00' }, '2026-11-24T00:00:00+09:00', true],
  ['to 24:00', { from: '22:00', to: '24:00' }, '2026-11-24T23:59:59+09:00', true],
  ['over midnight, before it', { from: '22:00', to: '06:00' }, '2026-11-24T22:00:00+09:00', true],
  ['over midnight, after it', { from: '22:00', to: '06:00' }, '2026-11-24T05:59:00+09:00', true],
  ['over midnight, by day', { from: '22:00', to: '06:00' }, '2026-11-24T12:00:00+09:00', false],
  [
    'the small hours after Sunday',
    { days: ['sun'] as const, from: '22:00', to: '06:00' },
    '2026-11-30T03:00:00+09:00',
    true,
  ],
  [
    'the small hours of Sunday',
    { days: ['sun'] as const, from: '22:00', to: '06:00' },
    '2026-11-29T03:00:00+09:00',
    false,
  ],
])('hours: %s', (_, hours, at, expected) => {
  const scope = compileScope({
    hours: { ...hours, ...('days' in hours ? { days: [...hours.days] } : {}) },
  });
  expect(isAt(scope, Date.parse(at))).toBe(expected);
});

const week = { ...workdays, from: '08:30', to: '17:15', holidays: 'closed' } as const;
const night = { from: '22:00', to: '06:00', holidays: 'closed' } as const;
test.each<[string, Hours, string, boolean]>([
  ['on a working day', week, '2026-11-24T12:00:00+09:00', true],
  ['on a holiday', week, '2026-11-23T12:00:00+09:00', false],
  ['on a holiday in lieu', week, '2026-05-06T12:00:00+09:00', false],
  ['on a holiday like any other', { ...week, holidays: 'open' }, '2026-11-23T12:00:00+09:00', true],
  ['on a holiday that nobody wrote of', workdays, '2026-11-23T12:00:00+09:00', true],
  ['with holidays alone, on one', { holidays: 'closed' }, '2026-11-23T12:00:00+09:00', false],
  ['with holidays alone, on Sunday', { holidays: 'closed' }, '2026-11-22T12:00:00+09:00', true],
  ['in the night before a holiday, past midnight', night, '2026-11-23T02:00:00+09:00', true],
  ['in the night of a holiday, past midnight', night, '2026-11-24T02:00:00+09:00', false],
  ['in the evening of a holiday', night, '2026-11-23T23:00:00+09:00', false],
])('holidays: %s', (_, hours, at, expected) => {
  expect(compileHours(hours)(Date.parse(at))).toBe(expected);
});

test('from and until are dates in Japan, or moments', () => {
  const day = compileScope({ from: '2027-01-01', until: '2027-01-01' });
  expect(isAt(day, Date.parse('2026-12-31T15:00:00Z'))).toBe(true);
  expect(isAt(day, Date.parse('2026-12-31T14:59:59Z'))).toBe(false);
  expect(isAt(day, Date.parse('2027-01-01T15:00:00Z'))).toBe(false);
  const moment = compileScope({ until: '2027-01-01T00:00:00Z' });
  expect(isAt(moment, Date.parse('2027-01-01T00:00:00Z'))).toBe(false);
});
