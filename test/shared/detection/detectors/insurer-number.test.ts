import { describe, expect, it } from 'vitest';
import { insurerCheckDigit } from '../../../../shared/detection/check-digits.ts';
import { kindsIn, masksIn } from '../../../support/found-kinds.ts';

const kind = 'insurer-number';
const insurer = (base: string) => `${base}${insurerCheckDigit(base)}`;

describe('the number of an insurer', () => {
  it.each([
    ['six digits', `国民健康保険 保険者番号 ${insurer('13805')}`],
    ['in fours', '保険者番号 1234 5678'],
    ['with a wrong check digit', '保険者番号: 12345678 9999'],
    ['one digit a cell', `保険者番号\t${[...insurer('3312001')].join('\t')}`],
  ])('is found: %s', (_, text) => {
    expect(kindsIn(text)).toContain(kind);
    expect(masksIn(text).join('')).not.toMatch(/\d{3}/);
  });

  it.each([
    ['that of a person', `被保険者番号 ${insurer('3312001')}`],
    ['a group before it', '保険者番号 9999 1234 5678'],
    ['no word', '1234 5678'],
  ])('is not: %s', (_, text) => {
    expect(kindsIn(text)).not.toContain(kind);
  });
});
