import { expect, test } from 'vitest';
import { analysisOf } from '../../../support/analysed.ts';

test('finds the place of every entry that is decided by', () => {
  const analysis = analysisOf([{ entries: ['a.example', 'b.example'] }], {
    users: [
      { id: 'tanaka', name: '田中', unit: '総務企画部' },
      { id: 'mori', name: '森' },
    ],
  });
  expect(analysis.policy.entries.size).toBe(2);
  expect(analysis.entries.map((placed) => analysis.placedOf(placed.entry))).toEqual(
    analysis.entries,
  );
  expect([...analysis.units]).toEqual([
    ['tanaka', '総務企画部'],
    ['mori', null],
  ]);
});
