import { expect, test } from 'vitest';
import { isNotEnforced } from '../../../shared/policy/not-enforced.ts';

test.each([
  ['', 'upstream', false],
  ['', 'mode', false],
  ['destinations.lists[0]', 'feed', false],
  ['retention', 'uploads', false],
  ['destinations.lists[0].hours', 'holidays', true],
])('at %j the key %s is not enforced yet: %s', (place, key, expected) => {
  expect(isNotEnforced(place, key)).toBe(expected);
});
