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
  const entropy = random.slice(0, 5).reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  let bits = (BigInt(Math.max(0, Math.trunc(at))) << 38n) | (entropy & 0x3fffffffffn);
  let text = '';
  for (let i = 0; i < 16; i++) {
    text = alphabet.charAt(Number(bits & 31n)) + text;
    bits >>= 5n;
  }
  return text.replace(/(.{4})(?=.)/g, '$1-');
}

export const decisionIdPattern = /^(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/;
