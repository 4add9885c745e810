import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { draftDifference, sharedPart } from '../../../shared/posting/draft-difference.ts';

describe('the difference of two texts', () => {
  test('goes by Japanese words', () => {
    expect(draftDifference('会場は横手公園です', '会場は横手城です')).toEqual([
      { kind: 'same', text: '会場は横手' },
      { kind: 'removed', text: '公園' },
      { kind: 'added', text: '城' },
      { kind: 'same', text: 'です' },
    ]);
  });

  test('of long texts is the two of them', () => {
    const [one, other] = ['雪'.repeat(6_000), '月'.repeat(6_000)];
    expect(draftDifference(one, other)).toEqual([
      { kind: 'removed', text: one },
      { kind: 'added', text: other },
    ]);
  });

  test('holds both texts, whole', () => {
    const text = fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const pieces = draftDifference(before, after);
        const without = (kind: string) =>
          pieces
            .filter((piece) => piece.kind !== kind)
            .map((piece) => piece.text)
            .join('');
        expect(without('added')).toBe(before);
        expect(without('removed')).toBe(after);
      }),
    );
  });

  test('tells how much stands in both', () => {
    expect(sharedPart(draftDifference('雪', '雪'))).toBe(1);
    expect(sharedPart(draftDifference('雪', '月'))).toBe(0);
    expect(sharedPart([])).toBe(0);
  });
});
