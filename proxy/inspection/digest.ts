/** Keyed and truncated: the same content is known again, and cannot be searched back. */
import { createHmac } from 'node:crypto';

/** Hexadecimal digits. */
const length = 32;

/** HMAC-SHA-256 over the bytes of all pieces, one after the other. */
export function digestOf(key: Uint8Array, pieces: Iterable<Uint8Array>): string {
  const hmac = createHmac('sha256', key);
  for (const piece of pieces) hmac.update(piece);
  return hmac.digest('hex').slice(0, length);
}
