import { expect, test } from 'vitest';
import { decisionId, decisionIdPattern } from '../../../shared/policy/decision-id.ts';

const random = Uint8Array.from([1, 2, 3, 4, 5]);

test('has four groups of four that can be read out', () => {
  expect(decisionId(Date.parse('2026-11-24T00:00:00Z'), random)).toMatch(decisionIdPattern);
  expect(decisionId(0, new Uint8Array(5))).toBe('0000-0000-0000-0000');
});

test('is 42 bits of milliseconds before 38 bits of randomness', () => {
  const spelt = (at: number, ...bytes: number[]) => decisionId(at, Uint8Array.from(bytes));
  expect(spelt(1_795_000_000_003, 0xff, 1, 2, 3, 4)).toBe('D1XS-B5W0-ZW0G-40R4');
  expect(spelt(2 ** 42 - 1, 0xff, 0xff, 0xff, 0xff, 0xff)).toBe('ZZZZ-ZZZZ-ZZZZ-ZZZZ');
  expect(spelt(1, 0x40, 0, 0, 0, 1)).toBe('0000-0000-8000-0001');
});

test('sorts by time', () => {
  const ids = [1, 1000, 1_700_000_000_000, 1_700_000_000_001].map((at) => decisionId(at, random));
  expect(ids.toSorted()).toEqual(ids);
});

test('differs by randomness', () => {
  expect(decisionId(5, random)).not.toBe(decisionId(5, Uint8Array.from([1, 2, 3, 4, 6])));
});
