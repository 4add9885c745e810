import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  facetsOf,
  foldWords,
  gramsOf,
  matchFacet,
  matchWord,
  searchWords,
} from '../../../../proxy/hub/store/posting-words.ts';

test.each([
  ['full-width letters and digits', 'ＡＢＣ１２', 'abc12'],
  ['half-width katakana with their marks', 'ｶﾞｲﾄﾞ', 'ガイド'],
  ['marks that stand apart', 'か\u3099', 'が'],
  ['circled and squared characters', '①㈱㍻', '1(株)平成'],
  ['upper case', 'Yokote', 'yokote'],
  ['the wide space', '雪　祭', '雪 祭'],
])('takes %s for the same', (_, text, folded) => {
  expect(foldWords(text)).toBe(folded);
});

test('keeps hiragana and katakana apart, and the long vowel mark', () => {
  expect(foldWords('りんごリンゴー')).toBe('りんごリンゴー');
});

test('folding again changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(foldWords(foldWords(text))).toBe(foldWords(text));
    }),
  );
});

test.each<[string, string, string[]]>([
  ['one word', '雪', ['雪']],
  ['words between spaces of any width', ' 雪まつり　駐車場\t雪まつり ', ['雪まつり', '駐車場']],
  ['what stands in quotes as one', '"new york" 雪', ['new york', '雪']],
  ['wide quotes too', '＂new york＂', ['new york']],
  ['a quote without its other as a letter', '5"', ['5"']],
  ['nothing as nothing', ' 　', []],
])('reads %s', (_, text, words) => {
  expect(searchWords(text)).toEqual(words);
});

test('grams are letters and digits alone, whatever the text holds', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const { singles, pairs } = gramsOf(foldWords(text));
      expect(singles).toMatch(/^[a-z0-9 ]*$/);
      expect(pairs).toMatch(/^[a-z0-9 ]*$/);
    }),
  );
});

test('a character beyond the basic plane is one', () => {
  expect(gramsOf('𠮷野')).toEqual({ singles: '2vg7 0ssu', pairs: '2vg70ssu' });
});

test('one character is looked for among the singles, more as a phrase of pairs', () => {
  expect(matchWord('a')).toBe('singles : "002p"');
  expect(matchWord('abc')).toBe('pairs : "002p002q 002q002r"');
});

test('facets hold no character of their own values', () => {
  const facets = facetsOf({
    service: 'x',
    act: 'post',
    user: '" OR 田中',
    account: null,
    fate: 'sent',
    warned: 0,
  });
  expect(facets).toMatch(/^[a-z0-9 ]+$/);
  const asked = matchFacet('user', ['" OR 田中', 'a']);
  expect(facets.split(' ')).toContain(/"(\w+)"/.exec(asked)?.[1]);
});
