import { describe, expect, it } from 'vitest';
import { insurerCheckDigit } from '../../../../shared/detection/check-digits.ts';
import { kindsIn, masksIn } from '../../../support/found-kinds.ts';

const kind = 'insured-number';
const insurer = (base: string) => `${base}${insurerCheckDigit(base)}`;

describe('the number of an insured person', () => {
  it.each([
    ['of care insurance', '要介護認定 被保険者番号 9876543210'],
    ['of a card', '資格確認書 記号 横手12 番号 3456'],
    ['behind its insurer', `保険者番号：${insurer('3905001')}\n被保険者番号：01234567`],
    ['before its insurer', `被保険者番号 01234567 保険者番号 ${insurer('3905001')}`],
  ])('is found: %s', (_, text) => {
    expect(kindsIn(text)).toContain(kind);
    expect(masksIn(text).join('').replace(/.*-/, '')).not.toMatch(/\d{3}/);
  });

  it.each([
    ['of employment insurance', '雇用保険被保険者番号: 1234-567890-1'],
    ['a year', '介護保険 被保険者番号は2024年に変わりました'],
    ['an insurer that is none', '被保険者番号 012345 保険者番号 12345678'],
  ])('is not: %s', (_, text) => {
    expect(kindsIn(text)).not.toContain(kind);
  });
});
