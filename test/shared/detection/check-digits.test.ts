import { describe, expect, it } from 'vitest';
import {
  individualNumberCheckDigit,
  isIndividualNumber,
  isLuhn,
  luhnCheckDigit,
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
});
