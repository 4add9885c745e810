/** What verifyBundle needs, by WebCrypto. */
import { webcrypto } from 'node:crypto';
import type { Cryptography } from '../../shared/policy/bundle.ts';
import type { PublicKey } from '../../shared/protocol/link.ts';
import { sha256 } from '../record/sha256.ts';

export function webCryptography(rootKey: PublicKey): Cryptography {
  return { rootKey, verify: verifyEd25519, sha256: async (text) => sha256(text) };
}

async function verifyEd25519(
  key: PublicKey,
  bytes: Uint8Array<ArrayBuffer>,
  signature: string,
): Promise<boolean> {
  // One spelling each, so that two texts cannot be the same signature.
  const signed = Buffer.from(signature, 'base64url');
  if (signed.length !== 64 || signed.toString('base64url') !== signature) return false;
  try {
    const { kty, crv, x } = key;
    const imported = await webcrypto.subtle.importKey('jwk', { kty, crv, x }, 'Ed25519', false, [
      'verify',
    ]);
    return await webcrypto.subtle.verify('Ed25519', imported, signed, bytes);
  } catch {
    return false;
  }
}
