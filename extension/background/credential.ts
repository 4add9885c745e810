/**
 * The proxy password and the link's token: fetched with the enrolment's key, kept for the session,
 * renewed a quarter of an hour before the end, and at once where proxy or link no longer knows them.
 * However many ask at the same time, one fetch goes out.
 */
import { z } from 'zod';
import { linkCalls } from '../../shared/protocol/link.ts';
import type { Kept } from '../platform/kept.ts';
import type { LinkFailure } from './link-call.ts';

/** The credential, and the enrolment that it was given to. */
export const credentialSchema = linkCalls.credential.answer.extend({ enrolment: z.string() });
export type Credential = z.infer<typeof credentialSchema>;

const renewBeforeMs = 15 * 60_000;
const deadBeforeMs = 60_000;

export interface CredentialHolder {
  /** A credential that still works for a minute; waits for the one being fetched. */
  current(): Promise<Credential | LinkFailure>;
  /** After a 401 or a refused password. `used` is the one that failed: a newer one is not renewed again. */
  renew(used?: Credential): Promise<Credential | LinkFailure>;
}

export const isCredential = (value: Credential | LinkFailure): value is Credential =>
  'password' in value;

export function createCredentialHolder(options: {
  fetchCredential: () => Promise<Credential | LinkFailure>;
  /** Of this moment: a credential of another one is not used. */
  enrolment: () => Promise<string | null>;
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
    if (isCredential(result)) await kept.set(result);
    return result;
  }

  async function usable(): Promise<Credential | null> {
    const credential = await kept.get();
    return credential?.enrolment === (await options.enrolment()) ? credential : null;
  }

  return {
    async current() {
      if (fetching) return fetching;
      const credential = await usable();
      const left = credential ? Date.parse(credential.expires) - now() : 0;
      if (credential === null || !(left > deadBeforeMs)) return fetchOnce();
      if (left < renewBeforeMs) fetchOnce().catch(() => {});
      return credential;
    },
    async renew(used) {
      if (fetching) return fetching;
      const credential = await usable();
      if (credential && used && credential.password !== used.password) return credential;
      return fetchOnce();
    },
  };
}
