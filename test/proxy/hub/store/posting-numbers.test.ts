import fc from 'fast-check';
import { expect, test } from 'vitest';
import { giveNumbers, numberAt } from '../../../../proxy/hub/store/posting-numbers.ts';

const at = '2026-11-23T00:00:00.000Z';
const later = '2026-11-23T00:00:00.001Z';
const none = async () => new Map<number, number>();

test('numbers follow the time, and those of one moment each other', async () => {
  const [first, second, third] = await giveNumbers([at, later, at], none);
  expect([first, second, third]).toEqual([numberAt(at), numberAt(later), numberAt(at) + 1]);
});

test('goes on behind what was given before', async () => {
  const last = async () => new Map([[numberAt(at), numberAt(at) + 6]]);
  expect(await giveNumbers([at], last)).toEqual([numberAt(at) + 7]);
});

test('a full moment goes on in the next, and no number is given twice', async () => {
  const numbers = await giveNumbers(
    Array.from({ length: 9000 }, () => at),
    none,
  );
  expect(new Set(numbers).size).toBe(9000);
  expect(Math.max(...numbers)).toBeLessThan(numberAt('2026-11-23T00:00:00.003Z'));
});

test('any moment gives a whole number that JavaScript can hold, in order', () => {
  const date = fc.date({ noInvalidDate: true, min: new Date(-8e15 / 2), max: new Date(8e15) });
  fc.assert(
    fc.property(date, date, (one, other) => {
      const [a, b] = [numberAt(one.toISOString()), numberAt(other.toISOString())];
      expect(Number.isSafeInteger(a + 4096)).toBe(true);
      if (one < other) expect(a).toBeLessThanOrEqual(b);
    }),
  );
});
