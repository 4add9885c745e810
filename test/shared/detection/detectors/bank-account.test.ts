import { describe, expect, it } from 'vitest';
import { kindsIn, kindsInTable, masksIn } from '../../../support/found-kinds.ts';

const kind = 'bank-account';

describe('a bank account', () => {
  it.each([
    ['bank, branch, type', '三菱UFJ銀行 渋谷支店 普通 1234567'],
    ['in a sentence', '口座は みずほ銀行渋谷支店 普通預金 7654321 です'],
    ['of a farmers’ bank', '秋田ふるさと農業協同組合 横手支店 普通 ７６５４３２１'],
    ['by codes', '0009 123 7654321'],
    ['with a slash', '口座番号 123/4567'],
    ['in a program', 'const bankAccountNo = "1234567"'],
    ['of the postal bank', 'ゆうちょ銀行 記号番号 12390 1234561'],
    ['of the postal bank in JSON', '{"記号": "12390", "番号": "1234561"}'],
    ['of the postal bank on two lines', 'ゆうちょ\n記号: 14030\n番号: 12345671'],
    ['for payments', '振込先口座 秋田銀行横手支店 普通 2345678'],
  ])('is found: %s', (_, text) => {
    expect(kindsIn(text)).toContain(kind);
    expect(masksIn(text).join('')).not.toMatch(/\d{4}/);
  });

  it.each([
    ['a bank that stands for any', '架空銀行 渋谷支店 普通 1234567'],
    ['no bank', '支店 普通 1234567'],
    ['codes of no bank', '9999-123-7654321'],
    ['a piece of more', '10005-123-7654321'],
    ['an id', 'const bankAccountId = "1234567"'],
    ['an amount', 'ゆうちょ 12390 1234561円'],
    ['a wrong check digit', 'ゆうちょ 12340-7654321'],
    ['another bank', '三菱UFJ銀行 12390-1234561'],
    ['a postal code', '口座の変更は 〒100-8111'],
  ])('is not: %s', (_, text) => {
    expect(kindsIn(text)).not.toContain(kind);
  });

  it('is not a column of another header', () => {
    expect(
      kindsInTable([
        ['銀行', '管理番号'],
        ['秋田銀行', '7654321'],
      ]),
    ).not.toContain(kind);
  });
});
