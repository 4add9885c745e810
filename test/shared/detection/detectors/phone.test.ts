import { describe, expect, it } from 'vitest';
import { kindsIn, masksIn } from '../../../support/found-kinds.ts';

const kind = 'phone';

describe('a telephone number', () => {
  it.each([
    '電話: 04992-2-1234',
    'TEL: ０９０−１２３４−５６７８',
    '携帯: 080 1234 5678',
    '電話: 03(1234)5678',
    '電話: (03) 1234-5678',
    '本社: 03-1234.5678',
    '090.1234.5678',
    '09012345678',
    '+819012345678',
    '+81 90 1234 5678',
    '連絡先 090/1234/5678',
    'フリーダイヤル 0120-123-456',
    'TEL: 03-1234-5678 2024年度',
    '電話 〇三－一二三四－五六七八',
  ])('is found: %s', (text) => {
    expect(kindsIn(text)).toContain(kind);
    expect(masksIn(text).join('')).not.toMatch(/\d{4}/);
  });

  it.each([
    '+81-12-3456-7890',
    '連絡先 030/1234/5678',
    '更新日: 2024/04/01',
    '連絡先 090/1234/5678/9',
    '本社: 9-03.1234-5678',
    '0 1234 5689',
    '2024年1月15日',
    '03_1234_5689',
    '注文番号 090-1234-5678-9',
  ])('is not: %s', (text) => {
    expect(kindsIn(text)).not.toContain(kind);
  });
});
