/** A revision → the signed bundle that terminals take. */
import type { Manifest, SignedBundle } from '../../../shared/policy/bundle.ts';
import type { DisasterSwitch } from '../../../shared/policy/disaster.ts';
import { addDuration } from '../../../shared/policy/duration.ts';
import type { Policy } from '../../../shared/policy/schema.ts';
import { sha256 } from '../../record/sha256.ts';
import type { Signer } from './publishing-keys.ts';

const freshForNormal = 'P1D';
const expiresNormal = 'P90D';

export interface BundlePlace {
  /** Terminals refuse another organization's bundle: the name of revision 1, though it be mended later. */
  readonly organization: string;
  readonly revision: number;
  readonly published: string;
  /** SHA-256 of each list's snapshot. */
  readonly feeds?: Readonly<Record<string, string>>;
  /** SHA-256 of the fingerprints of the registered documents. */
  readonly registered?: string | null;
  /** Switches that are on. */
  readonly disasters?: readonly DisasterSwitch[];
}

/** @param now epoch ms: freshness and expiry count from here, so that signing again prolongs them */
export async function makeBundle(
  signer: Signer,
  policy: Policy,
  { organization, revision, published, feeds = {}, registered = null, disasters = [] }: BundlePlace,
  now: number,
): Promise<SignedBundle> {
  // Examples and the ways of notifications are the hub's: no terminal needs them, and an older one
  // would not know the keys.
  const { tests: _, notifications: __, ...rest } = policy;
  const users = rest.users?.map(({ mail: _, ...user }) => user);
  const carried = { ...rest, ...(users !== undefined && { users }) };
  const text = JSON.stringify(carried);
  const { freshFor = freshForNormal, expires = expiresNormal } = policy.bundle ?? {};
  const after = (duration: string) => new Date(addDuration(now, duration)).toISOString();
  const manifest: Manifest = {
    v: 1,
    organization,
    revision,
    published,
    fresh: after(freshFor),
    expires: after(expires),
    sha256: sha256(text),
    ...(Object.keys(feeds).length > 0 && { feeds: { ...feeds } }),
    ...(registered !== null && { registered }),
    // Only where there are any: terminals of an older version take the bundle without.
    ...(disasters.length > 0 && { disasters: [...disasters] }),
  };
  const manifestText = JSON.stringify(manifest);
  return {
    manifest: manifestText,
    signatures: [{ key: signer.keyId, signature: await signer.sign(manifestText) }],
    keys: signer.keys,
    keysSignature: signer.keysSignature,
    policy: text,
  };
}
