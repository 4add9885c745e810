import { describe, expect, it } from 'vitest';
import { kindsIn, masksIn } from '../../../support/found-kinds.ts';

const kind = 'employment-insurance-number';

describe('a number of employment insurance', () => {
  it.each([
    ['with its label in pieces', '雇 用 保 険 被 保 険 者 番 号　１２３４－５６７８９０－１'],
    ['in one piece', '雇用保険番号 12345678901'],
    ['one digit a box', `雇用保険被保険者番号 ${[...'12345678901'].join(' | ')}`],
  ])('is found %s', (_, text) => {
    expect(kindsIn(text)).toContain(kind);
    expect(masksIn(text).join('')).not.toMatch(/\d/);
  });

  it.each([
    ['no word', 'value = 12345678901'],
    ['a telephone', '雇用保険の電話 09012345678'],
  ])('is not: %s', (_, text) => {
    expect(kindsIn(text)).not.toContain(kind);
  });
});
