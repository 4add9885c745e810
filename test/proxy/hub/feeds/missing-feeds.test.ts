import { expect, test } from 'vitest';
import { createMissingFeeds } from '../../../../proxy/hub/feeds/missing-feeds.ts';

test('counts the terminals that said so lately', () => {
  let now = 0;
  const missing = createMissingFeeds(() => now);
  missing.heard('t-1', ['a', 'b']);
  missing.heard('t-2', ['a']);
  expect(['a', 'b', 'c'].map(missing.at)).toEqual([2, 1, 0]);
  missing.heard('t-2', []);
  expect(missing.at('a')).toBe(1);
  now += 6 * 60_000;
  expect(missing.at('a')).toBe(0);
});
