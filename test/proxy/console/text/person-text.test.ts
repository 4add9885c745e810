import { expect, test } from 'vitest';
import { personText } from '../../../../proxy/console/text/person-text.ts';

test.each([
  ['tanaka', '田中', '田中 (tanaka)'],
  ['tanaka', null, 'tanaka'],
  ['tanaka', 'tanaka', 'tanaka'],
  [null, null, null],
])('%s %s', (user, name, expected) => {
  expect(personText({ user, name })).toBe(expected);
});
