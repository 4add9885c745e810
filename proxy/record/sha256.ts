import { hash } from 'node:crypto';

/** SHA-256 over bytes, or a text's UTF-8 bytes, in lower-case hex. */
export function sha256(content: string | Uint8Array): string {
  return hash('sha256', content, 'hex');
}
