/** Signing in and out, one-time links, one's own password. */
import type { FastifyReply } from 'fastify';
import type { Attempts } from '../accounts/attempts.ts';
import { clearCookie, readCookie, writeCookie } from '../accounts/cookie.ts';
import { checkPassword, hashPassword, passwordProblem } from '../accounts/password.ts';
import type { Sessions } from '../accounts/sessions.ts';
import { shownAccount } from '../accounts/shown-account.ts';
import { tokenHash } from '../accounts/tokens.ts';
import type { Handlers } from '../console-routes.ts';
import type { HubAudit } from '../records/hub-audit.ts';
import { Refusal } from '../refusals.ts';
import type { Store, StoredAccount } from '../store/store.ts';

type SessionCalls = 'session' | 'signIn' | 'signOut' | 'linkInfo' | 'useLink' | 'changePassword';

export function sessionHandlers(options: {
  store: Pick<Store, 'accounts' | 'links'>;
  sessions: Sessions;
  attempts: Attempts;
  audit: Pick<HubAudit, 'record' | 'left' | 'settle'>;
  organization: () => string;
  demonstration: () => boolean;
  now: () => number;
}): Pick<Handlers, SessionCalls> {
  const { store, sessions, attempts, audit, organization, demonstration, now } = options;
  const time = () => new Date(now()).toISOString();

  async function signInAs(
    account: StoredAccount,
    earlier: string | undefined,
    reply: FastifyReply,
  ) {
    const lastSignIn = time();
    await store.accounts.signedIn(account.id, lastSignIn);
    writeCookie(reply, await sessions.begin(account.id, earlier));
    return { account: shownAccount({ ...account, lastSignIn }) };
  }

  return {
    async session({ caller }) {
      return {
        account: shownAccount(caller.account),
        demonstration: demonstration(),
        organization: organization(),
      };
    },

    async signIn({ body: { id, password }, request, reply }) {
      if (!attempts.allowed(id)) throw new Refusal('too-many-attempts');
      // Counted before it is known, so that attempts at the same time count as well.
      attempts.failed(id);
      const account = await store.accounts.byId(id);
      const usable = account?.disabled === false ? account.password : null;
      if (!(await checkPassword(password, usable)) || account === null) {
        // What was typed may be a password in the wrong field: only an id that exists is kept.
        await audit.record({ act: 'sign-in-failed', actor: null, subject: account?.id ?? null });
        throw new Refusal('sign-in-failed');
      }
      attempts.succeeded(id);
      await audit.record({ act: 'sign-in', actor: id });
      return signInAs(account, readCookie(request), reply);
    },

    async signOut({ caller, request, reply }) {
      const token = readCookie(request);
      if (token !== undefined) await sessions.end(token);
      clearCookie(reply);
      await audit.record({ act: 'sign-out', actor: caller.account.id });
      return {};
    },

    async linkInfo({ body: { token } }) {
      const link = await store.links.byHash(tokenHash(token), time());
      if (link === null) throw new Refusal('link-used');
      const account = link.account === null ? null : await store.accounts.byId(link.account);
      if (account?.disabled === true) throw new Refusal('link-used');
      const { purpose, expires } = link;
      return { purpose, expires, account: account === null ? null : shownAccount(account) };
    },

    async useLink({ body: { token, id, name, password }, request, reply }) {
      const hash = tokenHash(token);
      const link = await store.links.byHash(hash, time());
      if (link === null) throw new Refusal('link-used');
      const owner = link.account ?? id;
      refuseWeak('password', password, owner ?? '');
      if (link.purpose === 'password') {
        const { account: subject } = link;
        const change = audit.left({ act: 'password-changed', actor: subject, subject });
        const hashed = await hashPassword(password);
        const account = await store.links.setPassword(hash, time(), hashed, [change]);
        if (account === null) throw new Refusal('link-used');
        await audit.settle();
        await audit.record({ act: 'sign-in', actor: account.id });
        return signInAs(account, readCookie(request), reply);
      }
      const missing = {
        ...(id === undefined ? { id: 'IDを入力してください / write an id' } : {}),
        ...(name?.trim() ? {} : { name: '名前を入力してください / write a name' }),
      };
      if (id === undefined || !name?.trim()) throw new Refusal('invalid', { fields: missing });
      const account: StoredAccount = {
        id,
        name: name.trim(),
        role: 'administrator',
        user: null,
        disabled: false,
        created: time(),
        lastSignIn: null,
        password: await hashPassword(password),
      };
      const detail = 'administrator (first)';
      const change = audit.left({ act: 'account-created', actor: id, subject: id, detail });
      const made = await store.links.makeFirstAdministrator(hash, time(), account, [change]);
      if (!made) throw new Refusal('link-used');
      await audit.settle();
      await audit.record({ act: 'sign-in', actor: id });
      return signInAs(account, readCookie(request), reply);
    },

    async changePassword({ body: { current, next }, caller, request, reply }) {
      const { account } = caller;
      if (!attempts.allowed(account.id)) throw new Refusal('too-many-attempts');
      attempts.failed(account.id);
      if (!(await checkPassword(current, account.password))) {
        await audit.record({ act: 'sign-in-failed', actor: account.id, subject: account.id });
        const fields = { current: 'パスワードが違います / this is not your current password' };
        throw new Refusal('wrong-password', { fields });
      }
      attempts.succeeded(account.id);
      refuseWeak('next', next, account.id);
      const { id } = account;
      const change = audit.left({ act: 'password-changed', actor: id, subject: id });
      await store.accounts.setPassword(id, await hashPassword(next), [change]);
      await audit.settle();
      // Every session has ended, also one that somebody else may have had; this browser gets a new one.
      writeCookie(reply, await sessions.begin(account.id, readCookie(request)));
      return {};
    },
  };
}

function refuseWeak(field: string, password: string, account: string): void {
  const problem = passwordProblem(password, account);
  if (problem !== null) throw new Refusal('invalid', { fields: { [field]: problem } });
}
