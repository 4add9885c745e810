import { expect, test } from 'vitest';
import { isUpstreamFailure, upstreamFailures } from '../../../shared/policy/upstream-failure.ts';

test('each begins with the word by which it is told apart from failures of the destination', () => {
  expect(upstreamFailures.filter((code) => !code.startsWith('upstream-'))).toEqual([]);
});

test.each([
  ['upstream-refused', true],
  ['destination-refused', false],
  ['closed', false],
])('%s is one: %s', (code, expected) => {
  expect(isUpstreamFailure(code)).toBe(expected);
});
