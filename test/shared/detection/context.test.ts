import { describe, expect, it } from 'vitest';
import { nearestWord, spaced } from '../../../shared/detection/context.ts';

const words = { own: /個人番号/g, other: /注文番号|円/g };
const near = (text: string, inRow = false) => {
  const start = text.indexOf('#');
  return nearestWord(text, start, start + 1, words, inRow);
};

describe('the words around a number', () => {
  it.each([
    ['its own before it', '個人番号は #', 'own'],
    ['another before it', '注文番号 #', 'other'],
    ['the nearer of two', '個人番号 注文番号 #', 'other'],
    ['the nearer of two, the other way round', '注文番号 個人番号 #', 'own'],
    ['its own behind it', '# (個人番号)', 'own'],
    ['another right behind it', '#円', 'other'],
    ['none', '値は # です', null],
    ['its own too far away', `個人番号${'あ'.repeat(90)}#`, null],
  ])('%s', (_, text, word) => {
    expect(near(text)).toBe(word);
  });

  it('stays in the row of a table', () => {
    expect(near('個人番号\t1\n値\t#', true)).toBeNull();
    expect(near('値\t1\n個人番号\t#', true)).toBe('own');
  });

  it('finds words with spaces between their characters', () => {
    expect(new RegExp(spaced('個人番号')).test('個 人番 号')).toBe(true);
  });
});
