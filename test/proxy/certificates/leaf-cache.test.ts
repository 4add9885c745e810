import { createSecureContext } from 'node:tls';
import { expect, test } from 'vitest';
import { createLeafCache } from '../../../proxy/certificates/leaf-cache.ts';

function cacheOf(cap: number) {
  const made: string[] = [];
  const clock = { at: 0 };
  const cache = createLeafCache(
    cap,
    () => clock.at,
    (host) => {
      made.push(host);
      return { context: createSecureContext(), until: clock.at + 100 };
    },
  );
  return { made, clock, cache };
}

test('a host is made once', () => {
  const { cache, made } = cacheOf(2);
  expect(cache.contextFor('a')).toBe(cache.contextFor('a'));
  expect(made).toEqual(['a']);
});

test('above the cap, the one not asked for longest goes', () => {
  const { cache, made } = cacheOf(2);
  for (const host of ['a', 'b', 'a', 'c', 'a', 'b']) cache.contextFor(host);
  expect(made).toEqual(['a', 'b', 'c', 'b']);
  expect(cache.size).toBe(2);
});

test('what has ended is made anew', () => {
  const { cache, clock, made } = cacheOf(2);
  cache.contextFor('a');
  clock.at = 100;
  cache.contextFor('a');
  expect(made).toEqual(['a', 'a']);
});
