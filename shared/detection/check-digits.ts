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

function digit(text: string, at: number): number {
  return text.charCodeAt(at) - 48;
}
