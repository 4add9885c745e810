/** Sessions: at most eight hours, and one hour without a call. */
import type { Session, Store, StoredAccount } from '../store/store.ts';
import { newToken, tokenHash } from './tokens.ts';

const hour = 3_600_000;
export const longestMs = 8 * hour;
export const idleMs = hour;
/** `seen` is written this often at most. */
const touchMs = 60_000;

export interface Caller {
  readonly account: StoredAccount;
  readonly session: Session;
}

export interface Sessions {
  /** @returns the token for the cookie; the caller's earlier session ends */
  begin(account: string, earlier: string | undefined): Promise<string>;
  caller(token: string): Promise<Caller | null>;
  end(token: string): Promise<void>;
}

export function createSessions(
  store: Pick<Store, 'sessions' | 'accounts'>,
  now: () => number,
): Sessions {
  const iso = (at: number) => new Date(at).toISOString();
  return {
    async begin(account, earlier) {
      const at = now();
      if (earlier !== undefined) await store.sessions.end(tokenHash(earlier));
      await store.sessions.dropBefore(iso(at - longestMs));
      const token = newToken();
      const session = { hash: tokenHash(token), account, created: iso(at), seen: iso(at) };
      await store.sessions.create(session);
      return token;
    },
    async caller(token) {
      const at = now();
      const session = await store.sessions.byHash(tokenHash(token));
      if (session === null) return null;
      if (
        at - Date.parse(session.created) >= longestMs ||
        at - Date.parse(session.seen) >= idleMs
      ) {
        await store.sessions.end(session.hash);
        return null;
      }
      const account = await store.accounts.byId(session.account);
      if (account === null || account.disabled) return null;
      if (at - Date.parse(session.seen) >= touchMs) {
        await store.sessions.touch(session.hash, iso(at));
      }
      return { account, session };
    },
    end: (token) => store.sessions.end(tokenHash(token)),
  };
}
