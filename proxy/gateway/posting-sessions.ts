/**
 * Who is signed in where, as the services' own answers say it: in memory alone, by keyed digests of
 * cookies and tokens. The key is made at each start.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { type Answer, accountFromAnswer } from '../../shared/posting/account.ts';
import { type SessionRequest, sessionKey } from '../../shared/posting/session-key.ts';
import type { KnownAs } from './seen-postings.ts';

export interface PostingSessions {
  learn(request: SessionRequest, answer: Answer): void;
  accountOf(service: string, request: SessionRequest): KnownAs | null;
}

export interface SessionLimits {
  /** Sessions that are kept; the one that was learnt first goes first. */
  readonly most: number;
  /** Milliseconds. */
  readonly age: number;
}

const normal: SessionLimits = { most: 1_000, age: 24 * 3_600_000 };

export function createPostingSessions(
  now: () => number,
  { most, age }: SessionLimits = normal,
): PostingSessions {
  const key = randomBytes(32);
  const digest = (text: string) => createHmac('sha256', key).update(text).digest('base64url');
  const sessions = new Map<string, KnownAs & { readonly at: number }>();

  return {
    learn(request, answer) {
      const known = accountFromAnswer(request, answer, digest);
      if (known === null) return;
      sessions.delete(known.key);
      sessions.set(known.key, { account: known.account, aliases: known.aliases, at: now() });
      if (sessions.size > most) sessions.delete(sessions.keys().next().value ?? '');
    },
    accountOf(service, request) {
      const own = sessionKey(service, request, digest);
      const known = own === null ? undefined : sessions.get(own);
      if (known === undefined || own === null) return null;
      const elapsed = now() - known.at;
      if (elapsed >= 0 && elapsed < age) return known;
      sessions.delete(own);
      return null;
    },
  };
}
