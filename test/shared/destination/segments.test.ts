import fc from 'fast-check';
import { expect, test } from 'vitest';
import { matchSegments, type SegmentTest } from '../../../shared/destination/segments.ts';

const is = (expected: string) => (segment: string) => segment === expected;
const row = (text: string): SegmentTest[] =>
  [...text].map((character) => (character === '*' ? '**' : is(character)));

test.each([
  ['abc', 'abc', true],
  ['abc', 'ab', false],
  ['ab', 'abc', false],
  ['*', '', true],
  ['*', 'abc', true],
  ['a*', 'a', true],
  ['*c', 'abc', true],
  ['a*c', 'ab', false],
  ['*b*', 'abc', true],
  ['*bb*', 'abab', false],
  ['a*b*c', 'axbxbxc', true],
])('%s against %s is %s', (tests, segments, expected) => {
  expect(matchSegments(row(tests), [...segments])).toBe(expected);
});

test('says what one expression for the whole would say', () => {
  const words = (letters: string[]) =>
    fc.array(fc.constantFrom(...letters), { maxLength: 8 }).map((each) => each.join(''));
  fc.assert(
    fc.property(words(['a', 'b', '*']), words(['a', 'b']), (tests, segments) => {
      const whole = new RegExp(`^${tests.replace(/\*+/g, '.*')}$`);
      expect(matchSegments(row(tests), [...segments])).toBe(whole.test(segments));
    }),
  );
});
