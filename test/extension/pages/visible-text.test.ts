import { expect, test } from 'vitest';
import { shortened, visibleLines, visibleText } from '../../../extension/pages/visible-text.ts';

test.each([
  ['what turns the direction', 'a\u202eb', 'a⟨U+202E⟩b'],
  ['what shows nothing', 'a\u200bb', 'a⟨U+200B⟩b'],
  ['the end of a line', 'a\nb', 'a⟨U+000A⟩b'],
])('%s is spelt out', (_, text, shown) => {
  expect(visibleText(text)).toBe(shown);
});

test('lines stay lines where they are asked for, and all of them', () => {
  expect(visibleLines('a\n\u202eb')).toBe('a\n⟨U+202E⟩b');
  expect(visibleLines('雪'.repeat(900))).toHaveLength(900);
});

test('what is long is cut, and says so', () => {
  expect(shortened('雪'.repeat(900))).toBe(`${'雪'.repeat(500)}…`);
  expect(shortened('雪')).toBe('雪');
});
