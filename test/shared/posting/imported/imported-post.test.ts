import { expect, test } from 'vitest';
import {
  addressOf,
  isObject,
  textOf,
  timeOf,
} from '../../../../shared/posting/imported/imported-post.ts';

test('what a server says is taken for what it is', () => {
  expect(isObject([])).toBe(false);
  expect(isObject(null)).toBe(false);
  expect(isObject({})).toBe(true);
  expect(textOf(3)).toBe('');
  expect(textOf('a'.repeat(30_000))).toHaveLength(20_000);
  expect(timeOf('2026-11-29T09:00:00+09:00')).toBe('2026-11-29T00:00:00.000Z');
  expect(timeOf('yesterday')).toBeNull();
  expect(timeOf(0)).toBeNull();
});

test.each([
  ['https://bsky.app/profile/a/post/b', true],
  ['javascript:alert(1)', false],
  ['https://x.example/ space', false],
  [`https://x.example/${'a'.repeat(3000)}`, false],
])('%s as an address: %s', (text, isTaken) => {
  expect(addressOf(text)).toBe(isTaken ? text : null);
});
