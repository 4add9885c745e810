/**
 * The signed projection of the policy: verified with the link's key, compiled, and kept, so that a
 * worker that has just woken decides as before. Nothing unverified is ever compiled.
 */
import type { CompiledPolicy } from '../../shared/policy/compile.ts';
import {
  compileProjection,
  type Projection,
  projectionSchema,
} from '../../shared/policy/projection.ts';
import type { PublicKey, SignedProjection } from '../../shared/protocol/link.ts';
import type { Kept } from '../platform/kept.ts';
import { fromBase64url } from './base64url.ts';

export interface HeldProjection {
  readonly projection: Projection;
  readonly compiled: CompiledPolicy;
}

export interface ProjectionHolder {
  /** What is held; loads what was kept, once. */
  current(): Promise<HeldProjection | null>;
  /** @returns whether it was taken: signed by this key, readable, and not older than what is held */
  accept(signed: SignedProjection, key: PublicKey): Promise<boolean>;
  forget(): Promise<void>;
}

export function createProjectionHolder(options: {
  kept: Kept<SignedProjection>;
  key: () => Promise<PublicKey | null>;
  /** Tells the guards of the pages whether uploads are looked at; null: nobody knows. */
  onChange: (readsUploads: boolean | null) => Promise<void>;
}): ProjectionHolder {
  let loading: Promise<HeldProjection | null> | null = null;

  async function load(): Promise<HeldProjection | null> {
    const [signed, key] = [await options.kept.get(), await options.key()];
    return signed && key ? openProjection(signed, key) : null;
  }
  const current = (): Promise<HeldProjection | null> => {
    loading ??= load().catch(() => null);
    return loading;
  };

  return {
    current,
    async accept(signed, key) {
      const [opened, before] = [await openProjection(signed, key), await current()];
      if (opened === null) return false;
      const person = opened.projection.user;
      if (
        before?.projection.user === person &&
        (opened.projection.revision ?? 0) < (before.projection.revision ?? 0)
      ) {
        return false;
      }
      loading = Promise.resolve(opened);
      await options.kept.set(signed);
      await options.onChange(opened.projection.readsUploads ?? false);
      return true;
    },
    async forget() {
      loading = Promise.resolve(null);
      await options.kept.remove();
      await options.onChange(null);
    },
  };
}

/** @returns null where the signature does not hold or the payload is not a projection */
export async function openProjection(
  signed: SignedProjection,
  key: PublicKey,
): Promise<HeldProjection | null> {
  const signature = fromBase64url(signed.signature);
  if (signature === null || key.crv !== 'Ed25519') return null;
  const { kty, crv, x } = key;
  const imported = await crypto.subtle.importKey('jwk', { kty, crv, x }, 'Ed25519', false, [
    'verify',
  ]);
  const payload = new TextEncoder().encode(signed.payload);
  if (!(await crypto.subtle.verify('Ed25519', imported, signature, payload))) return null;
  const projection = projectionSchema.safeParse(JSON.parse(signed.payload));
  if (!projection.success) return null;
  return { projection: projection.data, compiled: compileProjection(projection.data) };
}
