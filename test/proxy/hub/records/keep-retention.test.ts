import { expect, test } from 'vitest';
import { keepRetention } from '../../../../proxy/hub/records/keep-retention.ts';

const now = Date.parse('2026-11-23T10:00:00Z');

function newStore() {
  const dropped: unknown[] = [];
  const store = {
    records: {
      dropDaysBefore: async (first: unknown) => {
        dropped.push(first);
        return ['x'];
      },
    },
    thumbnails: { dropBefore: async (day: string | null) => void dropped.push(day) },
  };
  return { store, dropped };
}

test('days that are wholly past the retention go', async () => {
  const { store, dropped } = newStore();
  const retention = { access: 'P1Y', uploads: 'P3Y', thumbnails: 'P90D' };
  expect(await keepRetention(store, { retention }, now)).toEqual(['x']);
  expect(dropped).toEqual([
    '2026-08-25',
    { access: '2025-11-23', uploads: '2023-11-23', postings: '2025-11-23' },
  ]);
});

test('without a retention no record goes, and all thumbnails do', async () => {
  const { store, dropped } = newStore();
  expect(await keepRetention(store, {}, now)).toEqual([]);
  expect(dropped).toEqual([null]);
});
