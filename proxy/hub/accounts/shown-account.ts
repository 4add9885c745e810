import type { Account } from '../../../shared/protocol/accounts.ts';
import type { StoredAccount } from '../store/store.ts';

/** What the console sees of an account: all but the password. */
export function shownAccount({ password: _, ...account }: StoredAccount): Account {
  return account;
}
