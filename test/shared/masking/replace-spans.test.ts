import { expect, it } from 'vitest';
import { replaceSpans } from '../../../shared/masking/replace-spans.ts';

it('replaces each span by one character', () => {
  expect(
    replaceSpans('abcdef', [
      [1, 2],
      [3, 5],
    ]),
  ).toBe('a●c●f');
  expect(replaceSpans('abc', [[0, 1]], 'X')).toBe('Xbc');
  expect(replaceSpans('abc', [])).toBe('abc');
});
