/** Calls with the token of the last credential; a token that the link has forgotten is renewed once. */
import type { LinkBody, LinkCall } from '../../shared/protocol/link.ts';
import { type CredentialHolder, isCredential } from './credential.ts';
import type { LinkResult } from './link-call.ts';

export type SessionCall = Exclude<LinkCall, 'enroll' | 'credential' | 'watch'>;

export interface LinkSession {
  ask<C extends SessionCall>(call: C, body: LinkBody<C>): Promise<LinkResult<C>>;
}

export function createLinkSession(options: {
  credentials: Pick<CredentialHolder, 'current' | 'renew'>;
  call: <C extends SessionCall>(
    call: C,
    authorization: string,
    body: LinkBody<C>,
  ) => Promise<LinkResult<C>>;
}): LinkSession {
  return {
    async ask(call, body) {
      const credential = await options.credentials.current();
      if (!isCredential(credential)) return credential;
      const result = await options.call(call, `Bearer ${credential.token}`, body);
      if (result.ok || result.status !== 401) return result;
      const fresh = await options.credentials.renew(credential);
      return isCredential(fresh) ? options.call(call, `Bearer ${fresh.token}`, body) : fresh;
    },
  };
}
