import { expect, test } from 'vitest';
import { createByteBudget } from '../../../proxy/gateway/byte-budget.ts';

test('gives room until it is used up, and again what comes back', () => {
  const budget = createByteBudget(100);
  expect([budget.take(60), budget.take(41), budget.take(40), budget.held]).toEqual([
    true,
    false,
    true,
    100,
  ]);
  budget.giveBack(60);
  expect([budget.take(61), budget.take(60)]).toEqual([false, true]);
});
