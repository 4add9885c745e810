import { describe, expect, it } from 'vitest';
import { kindsIn, masksIn } from '../../../support/found-kinds.ts';

const kind = 'pension-number';

describe('a basic pension number', () => {
  it.each([
    ['of a certificate', '年金証書の記号番号 2468-135790'],
    ['with a dot, right behind the word', '年金 1234.567890'],
    ['in English', 'basic pension number: 2468135790'],
    ['before another number', '基礎年金番号: 1234567890 8888'],
    ['in kanji', '基礎年金番号 二四六八－一三五七九〇'],
  ])('is found %s', (_, text) => {
    expect(kindsIn(text)).toContain(kind);
    expect(masksIn(text).join('')).not.toMatch(/\d/);
  });

  it.each([
    ['no word', '1234.567890'],
    ['a telephone behind the word', '基礎年金番号についてのお問い合わせ 電話 0182352111'],
    ['a longer number', '年金 1234.5678901'],
    ['a piece of more', '年金 1234.567890.1'],
  ])('is not: %s', (_, text) => {
    expect(kindsIn(text)).not.toContain(kind);
  });
});
