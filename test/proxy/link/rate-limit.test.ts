import { expect, test } from 'vitest';
import { createRateLimit } from '../../../proxy/link/rate-limit.ts';

function limited() {
  const clock = { at: 1_000_000 };
  return { clock, limit: createRateLimit({ limit: 3, windowMs: 1000, now: () => clock.at }) };
}

test('the fourth within the window is too many, and one more fits when the first is old', () => {
  const { clock, limit } = limited();
  for (let n = 0; n < 3; n++) {
    expect(limit.exceeded()).toBe(false);
    limit.count();
    clock.at += 100;
  }
  expect(limit.exceeded()).toBe(true);
  clock.at += 700;
  expect(limit.exceeded()).toBe(false);
  limit.count();
  expect(limit.exceeded()).toBe(true);
});

test('one that is taken back does not count', () => {
  const { limit } = limited();
  for (let n = 0; n < 3; n++) limit.count();
  limit.uncount();
  expect(limit.exceeded()).toBe(false);
});

test('a clock that is set back does not lock for ever', () => {
  const { clock, limit } = limited();
  for (let n = 0; n < 3; n++) limit.count();
  clock.at -= 500_000;
  expect(limit.exceeded()).toBe(false);
});
