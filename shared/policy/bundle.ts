/**
 * A bundle: one numbered, signed state of the policy. The manifest names the exact bytes of the
 * policy by their SHA-256; publishing keys sign the manifest, the root key signs the publishing keys.
 * Verification takes its cryptography as parameters (WebCrypto is not pure).
 */
import { z } from 'zod';
import { type PublicKey, publicKeySchema } from '../protocol/link.ts';
import { checkPolicy } from './check-policy.ts';
import { disasterSwitchSchema } from './disaster.ts';
import { type Policy, policySchema } from './schema.ts';

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
  /** Of each list's feed the SHA-256 of its snapshot; a feed that is not here was never fetched. */
  feeds: z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/)).optional(),
  /** SHA-256 of the fingerprints of the registered documents; absent where there are none. */
  registered: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  /** Switches of disasters that are on; absent where there are none. */
  disasters: z.array(disasterSwitchSchema).max(50).optional(),
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

export interface Cryptography {
  readonly rootKey: PublicKey;
  /** Ed25519 over bytes; `signature` is base64url. A malformed one is false, not thrown. */
  verify(key: PublicKey, bytes: Uint8Array<ArrayBuffer>, signature: string): Promise<boolean>;
  /** Lower-case hex over the UTF-8 bytes. */
  sha256(text: string): Promise<string>;
}

export const bundleProblems = [
  'malformed', // not the shape of a bundle
  'keys-not-signed', // the root key did not sign the publishing keys
  'not-signed', // fewer publishing keys than the threshold signed the manifest
  'hash-differs', // the policy is not the one that the manifest names
  'policy-invalid', // signed, but a policy with errors
] as const;
export type BundleProblem = (typeof bundleProblems)[number];

export type VerifiedBundle =
  | { readonly ok: true; readonly manifest: Manifest; readonly policy: Policy }
  | { readonly ok: false; readonly problem: BundleProblem };

/**
 * root key → publishing keys → manifest → policy. Nothing is read before what vouches for it holds.
 * Whether the revision goes down, and whether it has expired, is the terminal's to say.
 */
export async function verifyBundle(
  bundle: SignedBundle,
  { rootKey, verify, sha256 }: Cryptography,
): Promise<VerifiedBundle> {
  const bytes = (text: string) => new TextEncoder().encode(text);
  if (!(await verify(rootKey, bytes(bundle.keys), bundle.keysSignature))) {
    return refuse('keys-not-signed');
  }
  const publishing = readJson(publishingKeysSchema, bundle.keys);
  if (publishing === null) return refuse('malformed');

  const signers = new Set<string>();
  for (const { key: id, signature } of bundle.signatures) {
    const key = publishing.keys.find((each) => each.id === id)?.key;
    if (key === undefined || !(await verify(key, bytes(bundle.manifest), signature))) continue;
    // By the key, not its id: one key under two names is still one signature.
    signers.add(key.x);
  }
  if (signers.size < publishing.threshold) return refuse('not-signed');

  const manifest = readJson(manifestSchema, bundle.manifest);
  if (manifest === null) return refuse('malformed');
  if ((await sha256(bundle.policy)) !== manifest.sha256) return refuse('hash-differs');
  const policy = readJson(policySchema, bundle.policy);
  if (policy === null || checkPolicy(policy).some(({ severity }) => severity === 'error')) {
    return refuse('policy-invalid');
  }
  return { ok: true, manifest, policy };
}

function refuse(problem: BundleProblem): VerifiedBundle {
  return { ok: false, problem };
}

function readJson<T>(schema: z.ZodType<T>, text: string): T | null {
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
