import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyMark, cheapMark } from '../../../shared/detection/mark-names.ts';
import { matchNear } from '../../../shared/detection/match-near.ts';

const eachCheap = new RegExp(cheapMark.source, 'g');
const found = (text: string) =>
  matchNear(text, anyMark, eachCheap, ([word], index) => [index, word]);

describe('matches near a cheap sign', () => {
  const far = '横手市からのお知らせ。'.repeat(50);

  it.each([
    ['none', far, []],
    ['one in the middle', `${far}部外秘${far}`, [[far.length, '部外秘']]],
    [
      'one at each end',
      `極秘${far}秘`,
      [
        [0, '極秘'],
        [far.length + 2, '秘'],
      ],
    ],
    [
      'two side by side',
      `極秘 極秘`,
      [
        [0, '極秘'],
        [3, '極秘'],
      ],
    ],
  ])('are found: %s', (_, text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it('are those of the whole text', () => {
    const pieces = fc.constantFrom(
      ...[
        '秘',
        '部外',
        '密',
        '機密性',
        '3',
        'A',
        '取り扱い',
        '注意',
        '持ち',
        '出し',
        '禁止',
        ' ',
        '\n',
      ],
      ...['個人', '情報', '関係者', '限り', '庁内', '文書', 'の', far, far.slice(0, 97), 'x'],
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (all) => {
        const text = all.join('');
        expect(found(text)).toEqual(
          [...text.matchAll(anyMark)].map(({ index, 0: word }) => [index, word]),
        );
      }),
      { numRuns: 1000 },
    );
  });
});
