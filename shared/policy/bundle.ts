/**
 * A bundle: one numbered, signed state of the policy. The manifest names the exact bytes of the
 * policy by their SHA-256; publishing keys sign the manifest, the root key signs the publishing keys.
 * Verification takes its cryptography as parameters (WebCrypto is not pure).
 */
import { z } from 'zod';
import { publicKeySchema } from '../protocol/link.ts';

export const manifestSchema = z.strictObject({
  v: z.literal(1),
  organization: z.string(),
  /** 1, 2, 3 …: never goes down on a terminal. */
  revision: z.number().int().positive(),
  published: z.iso.datetime(),
  /** Past this an alert is raised. */
  fresh: z.iso.datetime(),
  /** Past this everything is refused. */
  expires: z.iso.datetime(),
  /** SHA-256 (hex) over the UTF-8 bytes of the policy's JSON text. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type Manifest = z.infer<typeof manifestSchema>;

export const publishingKeysSchema = z.strictObject({
  v: z.literal(1),
  /** How many of the keys must sign a manifest. */
  threshold: z.number().int().positive(),
  keys: z.array(z.strictObject({ id: z.string(), key: publicKeySchema })).min(1),
});

export const signatureSchema = z.strictObject({ key: z.string(), signature: z.string() });

/** `manifest`, `policy` and `keys` are exact JSON texts: what was signed or hashed is what is read. */
export const signedBundleSchema = z.strictObject({
  manifest: z.string(),
  signatures: z.array(signatureSchema).min(1),
  keys: z.string(),
  /** Ed25519 by the root key over the UTF-8 bytes of `keys`, base64url. */
  keysSignature: z.string(),
  policy: z.string(),
});
export type SignedBundle = z.infer<typeof signedBundleSchema>;
