import { expect, test } from 'vitest';
import { createFloodGuard } from '../../../proxy/gateway/flood-guard.ts';

test('allows so many in a window, and as many again once it has passed', () => {
  const guard = createFloodGuard(3, 1_000);
  expect([0, 1, 2].map((at) => guard.allows(at))).toEqual([true, true, true]);
  expect(guard.allows(3)).toBe(false);
  expect(guard.allows(2_000)).toBe(true);
});

test('counts over the border of two halves', () => {
  const guard = createFloodGuard(3, 1_000);
  expect([490, 495, 1_000].map((at) => guard.allows(at))).toEqual([true, true, true]);
  expect(guard.allows(1_001)).toBe(false);
});

test('goes on where the clock goes back', () => {
  const guard = createFloodGuard(1, 1_000);
  expect(guard.allows(5_000)).toBe(true);
  expect(guard.allows(1_000)).toBe(true);
});
