/**
 * `Sekisho-Key <enrolment>.<at ms>.<nonce>.<signature>`: what an enrolled browser signs to get
 * its credential. ECDSA P-256 with SHA-256, the signature as r and s in base64url (WebCrypto's form).
 */
import { credentialStatement, type PublicKey } from '../../shared/protocol/link.ts';

export interface KeyStatement {
  readonly enrolment: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly nonce: string;
  readonly signature: Uint8Array<ArrayBuffer>;
}

export function parseKeyStatement(header: string | undefined): KeyStatement | null {
  const parts =
    /^Sekisho-Key ([A-Za-z0-9_-]{1,64})\.(0|[1-9]\d{0,14})\.([A-Za-z0-9_-]{16,64})\.([A-Za-z0-9_-]{86})$/.exec(
      header ?? '',
    );
  const [, enrolment, at, nonce, signature] = parts ?? [];
  if (!enrolment || !at || !nonce || !signature) return null;
  return { enrolment, at: Number(at), nonce, signature: Buffer.from(signature, 'base64url') };
}

/** null where the key is no point of P-256. */
export async function importEnrolledKey(key: PublicKey): Promise<CryptoKey | null> {
  if (key.kty !== 'EC' || key.crv !== 'P-256' || key.y === undefined) return null;
  const { kty, crv, x, y } = key;
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  try {
    return await crypto.subtle.importKey('jwk', { kty, crv, x, y }, algorithm, false, ['verify']);
  } catch {
    return null;
  }
}

export function verifyKeyStatement(
  key: CryptoKey,
  { enrolment, at, nonce, signature }: KeyStatement,
): Promise<boolean> {
  const signed = new TextEncoder().encode(credentialStatement(enrolment, at, nonce));
  return crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, signature, signed);
}
