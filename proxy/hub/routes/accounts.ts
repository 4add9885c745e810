/** Accounts: who has them, and what changes in them. */
import type { Account } from '../../../shared/protocol/accounts.ts';
import { makeLink } from '../accounts/one-time-links.ts';
import { shownAccount } from '../accounts/shown-account.ts';
import type { Handlers } from '../console-routes.ts';
import type { HubAudit } from '../records/hub-audit.ts';
import { Refusal } from '../refusals.ts';
import type { Store, StoredAccount } from '../store/store.ts';

export function accountHandlers(options: {
  store: Pick<Store, 'accounts' | 'links'>;
  audit: Pick<HubAudit, 'record' | 'left' | 'settle'>;
  origin: () => string;
  now: () => number;
}): Pick<Handlers, 'accounts' | 'createAccount' | 'changeAccount' | 'passwordLink'> {
  const { store, audit, origin, now } = options;

  async function known(id: string): Promise<StoredAccount> {
    const account = await store.accounts.byId(id);
    if (account === null) throw new Refusal('not-found');
    return account;
  }

  return {
    async accounts() {
      return { accounts: (await store.accounts.list()).map(shownAccount) };
    },

    async createAccount({ body, caller }) {
      const created = new Date(now()).toISOString();
      const account = { ...body, disabled: false, created, lastSignIn: null, password: null };
      const actor = caller.account.id;
      const change = {
        act: 'account-created',
        actor,
        subject: body.id,
        detail: body.role,
      } as const;
      if (!(await store.accounts.create(account, [audit.left(change)]))) {
        const fields = { id: 'このIDはすでに使われています / this id is taken' };
        throw new Refusal('id-taken', { fields });
      }
      await audit.settle();
      const about = { purpose: 'password', account: body.id } as const;
      const { link } = await makeLink(store, origin(), about, now());
      return { account: shownAccount(account), link };
    },

    async changeAccount({ id, body, caller }) {
      const before = await known(id);
      const fields = Object.fromEntries(
        Object.entries(body).filter(([, value]) => value !== undefined),
      );
      const detail = changedWords(before, { ...before, ...fields });
      const change = {
        act: 'account-changed',
        actor: caller.account.id,
        subject: id,
        detail,
      } as const;
      const outcome = await store.accounts.change(id, fields, [audit.left(change)]);
      if (outcome === 'missing') throw new Refusal('not-found');
      if (outcome === 'last-administrator') throw new Refusal('last-administrator');
      await audit.settle();
      return { account: shownAccount(await known(id)) };
    },

    async passwordLink({ id, caller }) {
      const { disabled } = await known(id);
      if (disabled) throw new Refusal('account-disabled');
      const made = await makeLink(store, origin(), { purpose: 'password', account: id }, now());
      await audit.record({ act: 'password-link-made', actor: caller.account.id, subject: id });
      return made;
    },
  };
}

/** e.g. `role: staff → auditor`. */
export function changedWords(before: Account, after: Account): string {
  const fields = ['name', 'role', 'user', 'disabled'] as const;
  return fields
    .filter((field) => before[field] !== after[field])
    .map((field) => `${field}: ${before[field] ?? '-'} → ${after[field] ?? '-'}`)
    .join(', ');
}
