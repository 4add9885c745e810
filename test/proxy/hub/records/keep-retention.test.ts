import { expect, test } from 'vitest';
import { keepRetention } from '../../../../proxy/hub/records/keep-retention.ts';

const now = Date.parse('2026-11-23T10:00:00Z');
const dropped: unknown[] = [];
const records = {
  dropDaysBefore: async (first: unknown) => {
    dropped.push(first);
    return ['x'];
  },
};

test('days that are wholly past the retention go', async () => {
  const retention = { access: 'P1Y', uploads: 'P3Y' };
  expect(await keepRetention(records, { retention }, now)).toEqual(['x']);
  expect(dropped).toEqual([
    { access: '2025-11-23', uploads: '2023-11-23', postings: '2025-11-23' },
  ]);
});

test('without a retention nothing goes', async () => {
  expect(await keepRetention(records, {}, now)).toEqual([]);
  expect(dropped).toHaveLength(1);
});
