import fc from 'fast-check';
import { expect, test } from 'vitest';
import { eachLetter } from '../../../../shared/detection/registered/letters.ts';

function lettersOf(text: string): string {
  let letters = '';
  eachLetter(text, (code) => {
    letters += String.fromCharCode(code);
  });
  return letters;
}

test.each<[string, string, string]>([
  [
    'spaces, line breaks and punctuation are gone',
    '仕様書、 第１章\r\n　「概要」。',
    '仕様書第1章概要',
  ],
  ['full width is half width', 'ＶＬＡＮ１０（ＩＰ）', 'vlan10ip'],
  ['half-width kana are kana, marks of voicing are gone', 'ｻｰﾊﾞ', 'サハ'],
  ['and so are those that are part of a character', 'サーバー', 'サハ'],
  ['composed and decomposed are the same', 'か\u3099', 'か'],
  ['circled digits are digits', '①❶⑴', '111'],
  ['radicals of a PDF are characters', '⼀⽅⻑⾏', '一方長行'],
  ['ligatures are letters', 'ﬁ㍿', 'fi株式会社'],
  ['variation selectors are gone', '葛\u{e0100}城', '葛城'],
  ['dashes and the long vowel mark are gone', 'サーバ−１２３ー４', 'サハ1234'],
  ['characters beyond the basic plane stay', '𠮷野家😀', '𠮷野家'],
  ['half a character is none', '\ud842野', '野'],
  ['invisible characters are gone', '秘\u200b密', '秘密'],
])('%s', (_, text, letters) => expect(lettersOf(text)).toBe(letters));

test('what a character becomes does not depend on its neighbours', () => {
  const characters = fc.array(
    fc.oneof(
      fc.constantFrom(...'サーバ０1①ー−、か\u3099ｶﾞ葛𠮷Ａbﬁ⻑ '),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    ),
  );
  fc.assert(
    fc.property(characters, (each) => {
      const whole = each.filter((one) => !/[\ud800-\udfff]/.test(one) || one.length === 2);
      expect(lettersOf(whole.join(''))).toBe(whole.map(lettersOf).join(''));
    }),
  );
});

test('lines are told', () => {
  let lines = 0;
  eachLetter(
    'a\nb\r\nc',
    () => {},
    () => lines++,
  );
  expect(lines).toBe(2);
});
