/** Check digits. Digits are given as ASCII text; anything else is refused by the pattern. */

const individualWeights = [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2];

/** Check digit of the first 11 digits of an Individual Number (総務省令第85号 第5条, 平成26年). */
export function individualNumberCheckDigit(base: string): number {
  const rest =
    individualWeights.reduce((sum, weight, at) => sum + weight * digit(base, at), 0) % 11;
  return rest <= 1 ? 0 : 11 - rest;
}

/** 12 digits, the last of which is the check digit. */
export function isIndividualNumber(digits: string): boolean {
  return /^\d{12}$/.test(digits) && individualNumberCheckDigit(digits) === digit(digits, 11);
}

/** Luhn (ISO/IEC 7812-1) check digit for the digits before it. */
export function luhnCheckDigit(base: string): number {
  let sum = 0;
  for (let at = base.length - 1, double = true; at >= 0; at--, double = !double) {
    const value = digit(base, at) * (double ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return (10 - (sum % 10)) % 10;
}

export function isLuhn(digits: string): boolean {
  return (
    /^\d{2,}$/.test(digits) &&
    luhnCheckDigit(digits.slice(0, -1)) === digit(digits, digits.length - 1)
  );
}

/**
 * Check digit of the first 10 digits of a Resident Record Code (住民票コード). The official text could
 * not be read: confirmed by published examples only.
 */
export function residentRecordCheckDigit(base: string): number {
  return elevenFromRight(base, [2, 3, 4, 5, 6, 7, 2, 3, 4, 5]);
}

/** 11 digits; where the remainder is 0 both 0 and 1 are seen. */
export function isResidentRecordCode(digits: string): boolean {
  if (!/^\d{11}$/.test(digits)) return false;
  const [expected, last] = [residentRecordCheckDigit(digits.slice(0, 10)), digit(digits, 10)];
  return last === expected || (expected === 1 && last === 0 && isZeroRest(digits));
}

const isZeroRest = (digits: string) =>
  weightedFromRight(digits.slice(0, 10), [2, 3, 4, 5, 6, 7, 2, 3, 4, 5]) % 11 === 0;

/** Check digit of the first 10 digits of a driver licence. No official text was found. */
export function driverLicenceCheckDigit(base: string): number {
  return elevenFromRight(base, [2, 3, 4, 5, 6, 7, 2, 3, 4, 5]);
}

/** Of the prefecture whose commission issued it first: 10–14 北海道 … 97 沖縄. */
export function isLicencePrefecture(digits: string): boolean {
  return /^(?:1[0-4]|2[0-5]|30|4\d|5[0-5]|6[0-5]|7[0-4]|8[0-3]|9[0-7])/.test(digits);
}

/** 12 digits: prefecture, year, serial, check digit, how often it was issued again. */
export function isDriverLicence(digits: string): boolean {
  return (
    /^\d{12}$/.test(digits) &&
    isLicencePrefecture(digits) &&
    driverLicenceCheckDigit(digits.slice(0, 10)) === digit(digits, 10)
  );
}

/** Check digit of 保険者番号: from the right × 2 1 2 1 …, the digits of the products added. */
export const insurerCheckDigit = luhnCheckDigit;

/** 8 digits, or 6 of 国民健康保険. */
export function isInsurerNumber(digits: string): boolean {
  return /^(?:\d{8}|\d{6})$/.test(digits) && isLuhn(digits);
}

/** Check digit of a field of a machine-readable zone (ICAO 9303): weights 7 3 1, A = 10, `<` = 0. */
export function machineReadableCheckDigit(field: string): number {
  const worth = (character: string) =>
    /\d/.test(character)
      ? Number(character)
      : character === '<'
        ? 0
        : character.charCodeAt(0) - 'A'.charCodeAt(0) + 10;
  return [...field].reduce((sum, each, at) => sum + worth(each) * ([7, 3, 1][at % 3] ?? 0), 0) % 10;
}

/**
 * 記号 and 番号 of ゆうちょ銀行: the fourth digit of the 記号 is the check digit of both, weights 1 3 2,
 * from what others check (no official text).
 */
export function isPostalAccount(symbol: string, number: string): boolean {
  if (!/^[01]\d{3}0$/.test(symbol) || !/^\d{1,8}$/.test(number)) return false;
  if (symbol.startsWith('1') && !number.endsWith('1')) return false;
  return postalAccountCheckDigit(symbol, number) === digit(symbol, 3);
}

export function postalAccountCheckDigit(symbol: string, number: string): number {
  const all = `${symbol.slice(0, 3)}0${symbol.slice(4)}${number.padStart(8, '0')}`;
  const weighed = (value: number, weight: number) =>
    weight === 2 && value > 4 ? value * 2 - 9 : value * weight;
  return (
    [...all].reduce(
      (sum, _, at) => sum + weighed(digit(all, at), at === 12 ? 1 : ([1, 3, 2][at % 3] ?? 0)),
      0,
    ) % 10
  );
}

function weightedFromRight(base: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, at) => sum + weight * digit(base, base.length - 1 - at), 0);
}

/** Last digit of 11 − (Σ mod 11). */
function elevenFromRight(base: string, weights: readonly number[]): number {
  return (11 - (weightedFromRight(base, weights) % 11)) % 10;
}

function digit(text: string, at: number): number {
  return text.charCodeAt(at) - 48;
}
