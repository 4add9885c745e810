/**
 * The proxy password and the link's token: fetched with the enrolment's key, kept for the session,
 * renewed a quarter of an hour before the end, and at once where proxy or link no longer knows them.
 * However many ask at the same time, one fetch goes out.
 */
import type { z } from 'zod';
import { linkCalls } from '../../shared/protocol/link.ts';
import type { Kept } from '../platform/kept.ts';
import type { LinkFailure, LinkResult } from './link-call.ts';

export const credentialSchema = linkCalls.credential.answer;
export type Credential = z.infer<typeof credentialSchema>;

const renewBeforeMs = 15 * 60_000;
const deadBeforeMs = 60_000;

export interface CredentialHolder {
  /** A credential that still works for a minute; waits for the one being fetched. */
  current(): Promise<Credential | LinkFailure>;
  /** After a 401 or a refused password. `used` is the one that failed: a newer one is not renewed again. */
  renew(used?: Credential): Promise<Credential | LinkFailure>;
  /** Another enrolment or person: the old one must not be used again. */
  forget(): Promise<void>;
}

export const isCredential = (value: Credential | LinkFailure): value is Credential =>
  'password' in value;

export function createCredentialHolder(options: {
  fetchCredential: () => Promise<LinkResult<'credential'>>;
  kept: Kept<Credential>;
  now: () => number;
}): CredentialHolder {
  const { fetchCredential, kept, now } = options;
  let fetching: Promise<Credential | LinkFailure> | null = null;

  function fetchOnce(): Promise<Credential | LinkFailure> {
    fetching ??= fetchAndKeep().finally(() => {
      fetching = null;
    });
    return fetching;
  }

  async function fetchAndKeep(): Promise<Credential | LinkFailure> {
    const result = await fetchCredential();
    if (!result.ok) return result;
    await kept.set(result.answer);
    return result.answer;
  }

  return {
    async current() {
      if (fetching) return fetching;
      const credential = await kept.get();
      const left = credential ? Date.parse(credential.expires) - now() : 0;
      if (credential === null || !(left > deadBeforeMs)) return fetchOnce();
      if (left < renewBeforeMs) fetchOnce().catch(() => {});
      return credential;
    },
    async renew(used) {
      if (fetching) return fetching;
      const credential = await kept.get();
      if (credential && used && credential.password !== used.password) return credential;
      return fetchOnce();
    },
    async forget() {
      await fetching?.catch(() => {});
      await kept.remove();
    },
  };
}
