import { expect, test } from 'vitest';
import { decisionId, decisionIdPattern } from '../../../shared/policy/decision-id.ts';

const random = Uint8Array.from([1, 2, 3, 4, 5]);

test('has four groups of four that can be read out', () => {
  expect(decisionId(Date.parse('2026-11-24T00:00:00Z'), random)).toMatch(decisionIdPattern);
  expect(decisionId(0, new Uint8Array(5))).toBe('0000-0000-0000-0000');
});

test('sorts by time', () => {
  const ids = [1, 1000, 1_700_000_000_000, 1_700_000_000_001].map((at) => decisionId(at, random));
  expect(ids.toSorted()).toEqual(ids);
});

test('differs by randomness', () => {
  expect(decisionId(5, random)).not.toBe(decisionId(5, Uint8Array.from([1, 2, 3, 4, 6])));
});
