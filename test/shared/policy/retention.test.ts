import { expect, test } from 'vitest';
import { checkRetention, firstDaysKept } from '../../../shared/policy/retention.ts';

const now = Date.parse('2026-11-23T10:00:00Z');

test('each has its period, and else that of the accesses', () => {
  expect(firstDaysKept({ access: 'P1Y', uploads: 'P3Y', postings: 'P5Y' }, now)).toEqual({
    access: '2025-11-23',
    uploads: '2023-11-23',
    postings: '2021-11-23',
  });
  expect(firstDaysKept({ access: 'P90D' }, now)).toEqual({
    access: '2026-08-25',
    uploads: '2026-08-25',
    postings: '2026-08-25',
  });
});

test.each([
  [undefined, []],
  [{ access: 'P1Y', uploads: 'P3Y', postings: 'P5Y' }, []],
  [{ access: 'P1Y', uploads: 'P12M', postings: 'P365D' }, []],
  [{ access: 'P1Y', uploads: 'P364D' }, ['retention.uploads']],
  [{ access: 'P1Y', postings: 'P6M' }, ['retention.postings']],
  [{ access: 'P1Y', uploads: 'P1M', postings: 'P1M' }, ['retention.uploads', 'retention.postings']],
])('of %j the problems are at %j', (retention, places) => {
  expect(checkRetention(retention).map(({ at }) => at.join('.'))).toEqual(places);
});
