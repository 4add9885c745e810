/**
 * The code that brings one person's browser to this terminal: 20 characters of Crockford's Base32
 * (100 bits), in groups of five. Only its SHA-256 is ever kept.
 */
import { createHash } from 'node:crypto';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const length = 20;

/** @param random at least 20 random bytes */
export function oneTimeCode(random: Uint8Array): string {
  const characters = Array.from(random.subarray(0, length), (byte) => alphabet.charAt(byte & 31));
  return characters.join('').replace(/(.{5})(?=.)/g, '$1-');
}

/** Case, hyphens and spaces do not count; O reads as 0, I and L as 1. null: no such code can be. */
export function canonicalCode(typed: string): string | null {
  if (typed.length > 60) return null;
  const code = typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  return /^[0-9A-HJKMNP-TV-Z]{20}$/.test(code) ? code : null;
}

/** SHA-256 in hex. @param code canonical */
export function codeHash(code: string): string {
  return createHash('sha256').update(`sekisho enrolment code\n${code}`).digest('hex');
}
