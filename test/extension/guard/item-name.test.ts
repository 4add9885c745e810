import { expect, test } from 'vitest';
import { itemName } from '../../../extension/guard/item-name.ts';
import { sayJapanese } from '../../support/say-japanese.ts';

test.each([
  ['a file has its name, safe to read', 'a\u202Eb.csv', 'file', 'a⟨U+202E⟩b.csv'],
  ['a text is what was typed', null, 'text', '入力した文章'],
  ['what a script sent is the page’s', null, 'raw', 'ページが送ろうとした内容'],
] as const)('%s', (_, name, kind, words) => {
  expect(itemName({ name, kind }, sayJapanese)).toBe(words);
});
