import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type DayPart, inSequence } from '../../../../proxy/hub/store/chain-walk.ts';

/** A part that counts how many of its kind are open at once. */
function parts(days: readonly number[][], open = { now: 0, most: 0 }): DayPart<{ seq: number }>[] {
  return days
    .filter((day) => day.length > 0)
    .map((day) => ({
      first: day[0] ?? 0,
      async *rows() {
        open.now++;
        open.most = Math.max(open.most, open.now);
        for (const seq of day) yield { seq };
        open.now--;
      },
    }));
}

async function sequence(days: readonly number[][]): Promise<number[]> {
  const seen: number[] = [];
  for await (const { seq } of inSequence(parts(days))) seen.push(seq);
  return seen;
}

test.each([
  ['no days', [], []],
  [
    'days one after the other',
    [
      [1, 2],
      [3, 4],
    ],
    [1, 2, 3, 4],
  ],
  [
    'a moment at midnight that stepped back',
    [
      [1, 2, 4],
      [3, 5],
    ],
    [1, 2, 3, 4, 5],
  ],
  [
    'a clock that was set back for a while',
    [
      [3, 4],
      [1, 2, 5, 6],
    ],
    [1, 2, 3, 4, 5, 6],
  ],
  ['a gap where a filter took records out', [[1, 9], [4]], [1, 4, 9]],
])('%s', async (_, days, expected) => {
  expect(await sequence(days)).toEqual(expected);
});

test('only days that overlap are open at once', async () => {
  const open = { now: 0, most: 0 };
  const days = [[1, 2], [3, 5], [4, 6], [7, 8], [9]];
  for await (const _ of inSequence(parts(days, open)));
  expect(open.most).toBe(2);
});

test('however records are spread over days, all come once and in order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 60 }), async (dayOf) => {
      const days = [0, 1, 2, 3, 4].map((day) =>
        dayOf.flatMap((each, i) => (each === day ? [i + 1] : [])),
      );
      expect(await sequence(days)).toEqual(dayOf.map((_, i) => i + 1));
    }),
  );
});
