import { describe, expect, it } from 'vitest';
import { factsOf } from '../../../shared/detection/text-facts.ts';

describe('what is told of a text', () => {
  it('knows its characters', () => {
    const { has } = factsOf('住所 1');
    expect([...'住所 1票2'].map((each) => has(each.charCodeAt(0)))).toEqual([
      ...[true, true, true, true],
      ...[false, false],
    ]);
  });

  it.each([
    ['no digit', '市役所', 0],
    ['the longest of several runs', '12-345-6', 3],
    ['a run at the end', 'a1 1234', 4],
    ['full-width digits, which folding has made others', '１２３', 0],
  ])('counts digits that stand together: %s', (_, text, digits) => {
    expect(factsOf(text).digits).toBe(digits);
  });

  it('counts those behind a character', () => {
    const { digitsBehind } = factsOf('1-23 4-567a89');
    expect([...'- ab'].map((each) => digitsBehind(each.charCodeAt(0)))).toEqual([3, 1, 2, 0]);
  });
});
