/**
 * The reference that a person reads out over the telephone: 16 characters of Crockford's Base32
 * (no I, L, O, U), in groups of four: 42 bits of milliseconds, 38 bits of randomness. Sorts by time.
 */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * @param at milliseconds since 1970 (up to the year 2109)
 * @param random at least 5 random bytes
 */
export function decisionId(at: number, random: Uint8Array): string {
  const [a = 0, b = 0, c = 0, d = 0, e = 0] = random;
  const milliseconds = Math.max(0, Math.trunc(at));
  // 80 bits are more than a number holds exactly: 40 and 40.
  const high = eightCharacters(Math.floor(milliseconds / 4));
  const low = eightCharacters(
    ((milliseconds % 4) * 64 + (a & 63)) * 2 ** 32 + b * 2 ** 24 + c * 2 ** 16 + d * 2 ** 8 + e,
  );
  return `${high.slice(0, 4)}-${high.slice(4)}-${low.slice(0, 4)}-${low.slice(4)}`;
}

/** The lowest 40 bits. */
function eightCharacters(value: number): string {
  let text = '';
  let rest = value;
  for (let i = 0; i < 8; i++) {
    text = alphabet.charAt(rest % 32) + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}

export const decisionIdPattern = /^(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/;
