/** Random tokens, and the only form in which they are kept. */
import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits, base64url. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** SHA-256 (hex). Enough for what is random already: nobody can guess back. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
