import { describe, expect, it } from 'vitest';
import {
  driverLicenceCheckDigit,
  individualNumberCheckDigit,
  insurerCheckDigit,
  isDriverLicence,
  isIndividualNumber,
  isInsurerNumber,
  isLuhn,
  isPostalAccount,
  isResidentRecordCode,
  luhnCheckDigit,
  machineReadableCheckDigit,
  residentRecordCheckDigit,
} from '../../../shared/detection/check-digits.ts';

describe('check digits', () => {
  it.each([
    ['12345678901', 8],
    ['62149832025', 7],
    ['98320567321', 4],
    ['61410652600', 0],
  ])('of the Individual Number that begins with %s', (base, digit) => {
    expect(individualNumberCheckDigit(base)).toBe(digit);
    expect(isIndividualNumber(`${base}${digit}`)).toBe(true);
    expect(isIndividualNumber(`${base}${(digit + 1) % 10}`)).toBe(false);
  });

  it.each([
    ['411111111111111', 1],
    ['37144963539843', 1],
    ['3056930902590', 4],
  ])('of the card that begins with %s', (base, digit) => {
    expect(luhnCheckDigit(base)).toBe(digit);
    expect(isLuhn(`${base}${digit}`)).toBe(true);
  });

  it.each(['', '1', '12345678901', '1234567890123', '12345678901X', '１２３４５６７８９０１８'])(
    'refuses %j',
    (text) => {
      expect(isIndividualNumber(text)).toBe(false);
    },
  );

  it.each([
    ['2472705960', 8],
    ['2484601622', 4],
    ['2520801764', 3],
  ])('of the Resident Record Code that begins with %s', (base, digit) => {
    expect(residentRecordCheckDigit(base)).toBe(digit);
    expect(isResidentRecordCode(`${base}${digit}`)).toBe(true);
    expect(isResidentRecordCode(`${base}${(digit + 2) % 10}`)).toBe(false);
  });

  it('takes 0 and 1 where nothing is left of a Resident Record Code', () => {
    const base = Array.from({ length: 99 }, (_, at) => String(1_000_000_000 + at)).find(
      (each) => residentRecordCheckDigit(each) === 1 && isResidentRecordCode(`${each}0`),
    );
    expect(base).toBeDefined();
    expect(isResidentRecordCode(`${base}1`)).toBe(true);
  });

  it('of a driver licence', () => {
    expect(driverLicenceCheckDigit('3090123456')).toBe(2);
    expect(isDriverLicence('309012345620')).toBe(true);
    expect(isDriverLicence('309012345630')).toBe(false);
    expect(isDriverLicence('159012345620')).toBe(false);
  });

  it('of an insurer', () => {
    expect(insurerCheckDigit('3312001')).toBe(5);
    expect(isInsurerNumber('33120015')).toBe(true);
    expect(isInsurerNumber('33120016')).toBe(false);
    expect(isInsurerNumber('3312001')).toBe(false);
  });

  it('of a machine-readable zone', () => {
    expect(machineReadableCheckDigit('TR1234567')).toBe(2);
    expect(machineReadableCheckDigit('D23145890<')).toBe(machineReadableCheckDigit('D231458900'));
  });

  it.each([
    ['12390', '1234561', true],
    ['12330', '12345671', true],
    ['14030', '12345671', true],
    ['14040', '12345671', false],
    ['14030', '12345670', false],
    ['24040', '12345671', false],
  ])('of the postal bank: %s %s', (symbol, number, holds) => {
    expect(isPostalAccount(symbol, number)).toBe(holds);
  });
});
