/**
 * Answers the proxy's 407, and nothing else: never a web site's own 401, never another proxy.
 *
 *   first 407 of a request   → the credential (waits where it is being fetched)
 *   second                   → the password was not known any more: a fresh one
 *   third                    → cancel
 */

import { type Credential, type CredentialHolder, isCredential } from './credential.ts';
import type { LinkFailure } from './link-call.ts';

export interface Challenge {
  requestId: string;
  isProxy: boolean;
  realm?: string | undefined;
  challenger: { host: string; port: number };
}
export type ChallengeAnswer =
  | { authCredentials: { username: string; password: string } }
  | { cancel: true }
  /** Not ours: the browser does what it always does. */
  | Record<string, never>;

export const proxyRealm = 'Sekisho';
const attemptsAllowed = 2;
/** Requests whose end was never told must not fill the memory. */
const requestsRemembered = 1000;

export function isOurProxy(challenge: Challenge, proxyPort: number): boolean {
  return (
    challenge.isProxy &&
    challenge.realm === proxyRealm &&
    challenge.challenger.host === '127.0.0.1' &&
    challenge.challenger.port === proxyPort
  );
}

export interface ChallengeAnswerer {
  answer(challenge: Challenge): Promise<ChallengeAnswer>;
  /** The request was cancelled for want of a credential. */
  gaveUp(requestId: string): boolean;
  /** The request is over, well or badly. */
  over(requestId: string): void;
}

export function createChallengeAnswerer(options: {
  credentials: Pick<CredentialHolder, 'current' | 'renew'>;
  proxyPort: () => Promise<number>;
}): ChallengeAnswerer {
  const tried = new Map<
    string,
    { attempts: number; used: Credential | undefined; gaveUp: boolean }
  >();

  async function credentialFor(requestId: string): Promise<Credential | null> {
    const before = tried.get(requestId) ?? { attempts: 0, used: undefined, gaveUp: false };
    const attempts = before.attempts + 1;
    if (attempts > attemptsAllowed) return null;
    if (tried.size >= requestsRemembered) tried.delete(tried.keys().next().value ?? '');
    tried.set(requestId, { ...before, attempts });
    const credential: Credential | LinkFailure =
      before.attempts === 0
        ? await options.credentials.current()
        : await options.credentials.renew(before.used);
    if (!isCredential(credential)) return null;
    tried.set(requestId, { attempts, used: credential, gaveUp: false });
    return credential;
  }

  return {
    async answer(challenge) {
      if (!challenge.isProxy) return {};
      if (!isOurProxy(challenge, await options.proxyPort())) return {};
      const { requestId } = challenge;
      const credential = await credentialFor(requestId);
      if (credential === null) {
        tried.set(requestId, { attempts: attemptsAllowed, used: undefined, gaveUp: true });
        return { cancel: true };
      }
      const { username, password } = credential;
      return { authCredentials: { username, password } };
    },
    gaveUp: (requestId) => tried.get(requestId)?.gaveUp === true,
    over: (requestId) => void tried.delete(requestId),
  };
}
