import { expect, test } from 'vitest';
import {
  checkRetention,
  firstDaysKept,
  firstThumbnailDay,
  keepsThumbnails,
  retentionSchema,
} from '../../../shared/policy/retention.ts';

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
  [{ access: 'P1Y', postings: 'P5Y', thumbnails: 'P5Y' }, []],
  [{ access: 'P1Y', thumbnails: 'none' }, []],
  [{ access: 'P1Y', thumbnails: 'P366D' }, ['retention.thumbnails']],
])('of %j the problems are at %j', (retention, places) => {
  expect(checkRetention(retention).map(({ at }) => at.join('.'))).toEqual(places);
});

test.each([
  [undefined, null],
  [{ access: 'P1Y' }, null],
  [{ access: 'P1Y', thumbnails: 'none' }, null],
  [{ access: 'P1Y', thumbnails: 'P90D' }, '2026-08-25'],
])('of %j the first day with thumbnails is %s', (retention, day) => {
  expect(firstThumbnailDay(retention, now)).toBe(day);
  expect(keepsThumbnails(retention)).toBe(day !== null);
});

test('a period of thumbnails is told from other words', () => {
  expect(
    retentionSchema.safeParse({ access: 'P1Y', thumbnails: '90 days' }).error?.message,
  ).toMatch('P90D (90 日) のような期間か none');
});
