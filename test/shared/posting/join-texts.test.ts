import { expect, it } from 'vitest';
import { joinTexts } from '../../../shared/posting/join-texts.ts';

it.each([
  ['lines in order', ['a', 'b'], 'a\nb'],
  ['the same words once', ['a', 'a', 'b'], 'a\nb'],
  ['nothing empty', ['', 'a', ''], 'a'],
  ['nothing at all', [], ''],
])('joins %s', (_, texts, expected) => {
  expect(joinTexts(texts)).toBe(expected);
});
