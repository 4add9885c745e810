/** Chromium's name for an extension: the first 16 bytes of the SHA-256 of its public key, in the letters a–p. */
import { createHash } from 'node:crypto';

/** @param key of the manifest: base64 of the SPKI */
export function extensionId(key: string): string {
  const hash = createHash('sha256').update(Buffer.from(key, 'base64')).digest('hex').slice(0, 32);
  return hash.replace(/./g, (digit) => 'abcdefghijklmnop'.charAt(Number.parseInt(digit, 16)));
}
