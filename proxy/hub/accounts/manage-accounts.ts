/**
 * Accounts from the command line, on the hub's own files, whether the hub runs or not. What was
 * changed is left for the hub, which alone writes its audit log: within a second, or at its start.
 */
import { z } from 'zod';
import { holdsLongNumber } from '../../../shared/audit/mask.ts';
import { type Account, accountIdSchema, roles } from '../../../shared/protocol/accounts.ts';
import { StartError } from '../../platform/start-error.ts';
import { type Change, makeChange } from '../records/hub-audit.ts';
import type { LeftChange, Store, StoredAccount } from '../store/store.ts';
import { type MadeLink, makeLink } from './one-time-links.ts';
import { shownAccount } from './shown-account.ts';

export interface ManageAccounts {
  list(): Promise<Account[]>;
  add(wish: {
    id: string;
    name: string;
    role: string;
    user: string | null;
  }): Promise<{ account: Account } & MadeLink>;
  link(id: string): Promise<{ account: Account } & MadeLink>;
  disable(id: string): Promise<{ account: Account }>;
}

const isNamable = (text: string | null) => text === null || !holdsLongNumber(text);
const wishSchema = z.object({
  id: accountIdSchema,
  name: z.string().trim().min(1).max(100).refine(isNamable),
  role: z.enum(roles),
  user: z.string().nullable().refine(isNamable),
});

/** All but list throw StartError with a sentence. @param by e.g. `command line (root)` */
export function manageAccounts(options: {
  store: Pick<Store, 'accounts' | 'links' | 'leftChanges'>;
  origin: string;
  by: string;
  now: () => number;
}): ManageAccounts {
  const { store, origin, by, now } = options;

  function left(change: Omit<Change, 'actor'>): LeftChange {
    const record = makeChange({ ...change, actor: by }, now());
    return { id: record.id, json: JSON.stringify(record) };
  }

  async function known(id: string): Promise<StoredAccount> {
    const account = await store.accounts.byId(id);
    if (account !== null) return account;
    throw new StartError(
      `アカウント ${id} はありません。user list で確かめてください / there is no account ${id}: look at user list`,
    );
  }

  async function linkFor(account: StoredAccount) {
    const about = { purpose: 'password', account: account.id } as const;
    const made = await makeLink(store, origin, about, now());
    return { account: shownAccount(account), ...made };
  }

  return {
    async list() {
      return (await store.accounts.list()).map(shownAccount);
    },

    async add(wish) {
      const parsed = wishSchema.safeParse(wish);
      if (!parsed.success) {
        const [field] = parsed.error.issues[0]?.path ?? [];
        throw new StartError(
          `${String(field)} が正しくありません。id は半角の英小文字・数字と . _ - で2〜63文字、どの欄にも12桁以上の番号は使えず、role は ${roles.join(', ')} のどれかです / ${String(field)} is not usable: an id has 2 to 63 lower-case letters, digits, dots, underlines or hyphens, no field holds a number of 12 digits or more, a role is one of ${roles.join(', ')}`,
        );
      }
      const created = new Date(now()).toISOString();
      const account: StoredAccount = {
        ...parsed.data,
        disabled: false,
        created,
        lastSignIn: null,
        password: null,
      };
      const change = left({ act: 'account-created', subject: account.id, detail: account.role });
      if (!(await store.accounts.create(account, [change]))) {
        throw new StartError(
          `ID ${account.id} はすでに使われています / the account ${account.id} exists already: choose another id`,
        );
      }
      return linkFor(account);
    },

    async link(id) {
      const account = await known(id);
      if (account.disabled) {
        throw new StartError(
          `アカウント ${id} は無効です。管理画面で再開してください / the account ${id} is disabled: enable it in the console`,
        );
      }
      await store.leftChanges.leave(left({ act: 'password-link-made', subject: id }));
      return linkFor(account);
    },

    async disable(id) {
      await known(id);
      const detail = 'disabled: false → true';
      const change = left({ act: 'account-changed', subject: id, detail });
      const outcome = await store.accounts.change(id, { disabled: true }, [change]);
      if (outcome === 'last-administrator') {
        throw new StartError(
          '最後の管理者は無効にできません。先に別の管理者を作ってください / the last administrator cannot be disabled: make another one first',
        );
      }
      return { account: shownAccount(await known(id)) };
    },
  };
}
