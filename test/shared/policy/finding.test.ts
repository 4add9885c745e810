import { expect, test } from 'vitest';
import { error, placeText, warning } from '../../../shared/policy/finding.ts';

test.each([
  [[], ''],
  [['mode'], 'mode'],
  [['destinations', 'lists', 3, 'entries', 0, 'match'], 'destinations.lists[3].entries[0].match'],
])('placeText of %j is %j', (at, expected) => {
  expect(placeText(at)).toBe(expected);
});

test('an error and a warning differ in severity alone', () => {
  expect({ ...error(['a'], 'm', 'c'), severity: 'warning' }).toEqual(warning(['a'], 'm', 'c'));
});
