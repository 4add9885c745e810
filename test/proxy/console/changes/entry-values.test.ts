import { expect, test } from 'vitest';
import {
  entryFrom,
  isToCome,
  termState,
  valuesOf,
} from '../../../../proxy/console/changes/entry-values.ts';
import type { EntryFields } from '../../../../shared/policy/schema.ts';

const whole: EntryFields = {
  match: 'a.example',
  action: 'warn',
  reason: '理由',
  until: '2027-03-31T17:00:00+09:00',
  units: ['総務企画部'],
  from: '2027-03-01',
  hours: { days: ['mon', 'fri'], from: '08:30', to: '17:15' },
  addedBy: 'tanaka',
};

test('an entry that nobody changed comes back as it was, with fields that no form shows', () => {
  expect(entryFrom(valuesOf(whole), whole)).toEqual(whole);
});

test.each(['closed', 'open'] as const)('holidays that are %s stay as they are', (holidays) => {
  const entry: EntryFields = { match: 'a.example', hours: { from: '08:30', holidays } };
  expect(entryFrom(valuesOf(entry), entry)).toEqual(entry);
});

test('emptied fields are gone, spaces around texts as well', () => {
  const values = { ...valuesOf(whole), reason: '  ', action: '', units: [], match: ' b.example ' };
  const { reason: _, action: __, units: ___, ...rest } = whole;
  expect(entryFrom(values, whole)).toEqual({ ...rest, match: 'b.example' });
});

test('another day takes the place of the time that stood there', () => {
  expect(entryFrom({ ...valuesOf(whole), until: '2027-04-01' }, whole).until).toBe('2027-04-01');
});

test('hours are written anew, days in the order of the week; emptied ones are gone', () => {
  const values = { ...valuesOf(whole), days: ['sun', 'tue'], hoursFrom: '', hoursTo: '12:00' };
  expect(entryFrom(values, whole).hours).toEqual({ days: ['tue', 'sun'], to: '12:00' });
  expect(entryFrom({ ...values, holidays: 'closed' }, whole).hours).toEqual({
    days: ['tue', 'sun'],
    to: '12:00',
    holidays: 'closed',
  });
  const emptied = { ...values, days: [], hoursTo: '' };
  expect(entryFrom(emptied, whole)).not.toHaveProperty('hours');
});

const now = Date.parse('2027-03-30T12:00:00+09:00');
test.each([
  ['without an end', undefined, null],
  ['to the end of its day in Japan', '2027-03-30', 'soon'],
  ['over since midnight in Japan', '2027-03-29', 'expired'],
  ['over at its time', '2027-03-30T12:00:00+09:00', 'expired'],
  ['far away', '2027-12-31', null],
  ['unreadable', 'someday', null],
])('an entry %s', (_name, until, expected) => {
  expect(termState(until, now)).toBe(expected);
});

test('an entry is to come until its day begins in Japan', () => {
  expect(isToCome('2027-03-31', now)).toBe(true);
  expect(isToCome('2027-03-30', now)).toBe(false);
  expect(isToCome('2027-03-30T12:00:01+09:00', now)).toBe(true);
});
