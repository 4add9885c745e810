/** Calls with the token of the last credential; a token that the link has forgotten is renewed once. */
import type { LinkBody, LinkCall } from '../../shared/protocol/link.ts';
import { type CredentialHolder, isCredential } from './credential.ts';
import type { LinkFailure, LinkResult } from './link-call.ts';

export type SessionCall = Exclude<LinkCall, 'enroll' | 'credential' | 'watch'>;

export interface LinkSession {
  ask<C extends SessionCall>(call: C, body: LinkBody<C>): Promise<LinkResult<C>>;
  /** The same for a call of another form. */
  withToken<T extends { ok: boolean }>(
    call: (authorization: string) => Promise<T | LinkFailure>,
  ): Promise<T | LinkFailure>;
}

export function createLinkSession(options: {
  credentials: Pick<CredentialHolder, 'current' | 'renew'>;
  call: <C extends SessionCall>(
    call: C,
    authorization: string,
    body: LinkBody<C>,
  ) => Promise<LinkResult<C>>;
}): LinkSession {
  async function withToken<T extends { ok: boolean }>(
    call: (authorization: string) => Promise<T | LinkFailure>,
  ): Promise<T | LinkFailure> {
    const credential = await options.credentials.current();
    if (!isCredential(credential)) return credential;
    const result = await call(`Bearer ${credential.token}`);
    if (result.ok || (result as LinkFailure).status !== 401) return result;
    const fresh = await options.credentials.renew(credential);
    return isCredential(fresh) ? call(`Bearer ${fresh.token}`) : fresh;
  }

  return {
    ask: (call, body) => withToken((authorization) => options.call(call, authorization, body)),
    withToken,
  };
}
