import { describe, expect, it } from 'vitest';
import { driverLicenceCheckDigit } from '../../../../shared/detection/check-digits.ts';
import { kindsIn, kindsInTable, masksIn } from '../../../support/found-kinds.ts';

const kind = 'driver-licence';
const licence = (base: string) => `${base}${driverLicenceCheckDigit(base)}1`;
const one = licence('2309123456');

describe('the number of a driver licence', () => {
  it.each([
    ['第…号', `運転免許証 第${one}号`],
    ['in fours', `免許証番号: ${one.replace(/(\d{4})(?=\d)/g, '$1-')}`],
    ['in English', `Driver's License: ${one}`],
    ['with dots, its check digit wrong', '免許 1234.5678.9012'],
    ['one digit a cell', `免許証番号\t${[...one].join('\t')}`],
  ])('is found %s', (_, text) => {
    expect(kindsIn(text)).toContain(kind);
    expect(masksIn(text).join('')).not.toMatch(/\d/);
  });

  it.each([
    ['of no prefecture, in fours', '免許証番号: 0501-2345-6789'],
    ['an Individual Number beside a licence', `運転免許 個人番号 ${one}`],
    ['a licence to teach', `教員免許状番号は教員免許 ${one}`],
  ])('is not: %s', (_, text) => {
    expect(kindsIn(text)).not.toContain(kind);
  });

  it('is a column of which all values pass', () => {
    const rows = ['2309123456', '2310234567', '4411345678', '6212456789', '3013567890'].map(
      (base) => [licence(base)],
    );
    expect(kindsInTable(rows)).toContain(kind);
  });
});
