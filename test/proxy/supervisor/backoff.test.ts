import { expect, it } from 'vitest';
import { createBackoff } from '../../../proxy/supervisor/backoff.ts';

it('doubles while a part keeps dying, up to the most', () => {
  const backoff = createBackoff(100, 1_000, 5_000);
  expect([0, 0, 0, 0, 0, 0].map((lived) => backoff.next(lived))).toEqual([
    100, 200, 400, 800, 1_000, 1_000,
  ]);
});

it('starts over after a calm time', () => {
  const backoff = createBackoff(100, 1_000, 5_000);
  backoff.next(0);
  backoff.next(0);
  expect(backoff.next(5_000)).toBe(100);
  expect(backoff.next(4_999)).toBe(200);
});
