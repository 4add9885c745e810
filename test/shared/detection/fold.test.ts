import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '../../../shared/detection/fold.ts';

describe('fold', () => {
  it.each([
    ['full-width digits and letters', '１２ＡＢ', '12AB'],
    ['a full-width hyphen', '１２－３４', '12-34'],
    ['the long vowel mark between digits', '１２ー３４', '12-34'],
    ['the half-width long vowel mark between digits', '12ｰ34', '12-34'],
    ['no long vowel mark of a word', 'マイナンバー', 'マイナンバー'],
    ['hyphen, minus and dashes', '1‐2−3―4–5', '1-2-3-4-5'],
    ['zero-width characters', '1\u200b2\u200d3\ufeff4', '1234'],
    ['a soft hyphen', '12\u00ad34', '1234'],
    ['variation selectors', '葛\u{e0100}城', '葛城'],
    ['the ideographic space', '１２　３４', '12 34'],
    ['circled and mathematical digits', '①②𝟛', '123'],
    ['digits of other scripts', '٣४', '34'],
    ['no kanji numeral: it is a word too', '三重県一二三', '三重県一二三'],
    ['half a character before a digit', '\ud83d１', '\ud83d1'],
    ['no mark', '㊙', '㊙'],
  ])('reads %s', (_, text, folded) => {
    expect(fold(text).text).toBe(folded);
  });

  it('knows where each character stood', () => {
    const text = 'ア\u200b１\u00ad２𝟛ー４';
    const { text: folded, origin } = fold(text);
    expect(folded).toBe('ア123-4');
    expect([0, 1, 2, 3, 5].map((index) => text.slice(origin(index)).at(0))).toEqual([
      'ア',
      '１',
      '２',
      '\ud835',
      '４',
    ]);
  });

  it('keeps tabs and line feeds in number and order', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const borders = (each: string) => each.replace(/[^\t\n]/g, '');
        expect(borders(fold(text).text)).toBe(borders(text));
      }),
    );
  });

  it('changes nothing that is folded', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const once = fold(text).text;
        expect(fold(once).text).toBe(once);
      }),
    );
  });
});
