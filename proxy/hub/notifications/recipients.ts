/** People of the policy and accounts of the console → where their mail goes. */
import type { Policy } from '../../../shared/policy/schema.ts';
import type { Account } from '../../../shared/protocol/accounts.ts';

type Known = Pick<Account, 'id' | 'user' | 'disabled'>;

/**
 * @param people ids of accounts or of users, as rules name them
 * @returns each address once; those without one are left out, as are accounts that are disabled
 */
export function addressesOf(
  { notifications, users = [] }: Pick<Policy, 'notifications' | 'users'>,
  accounts: readonly Known[],
  people: readonly string[],
): string[] {
  const own = notifications?.addresses ?? {};
  const ofUser = (id: string | null) => users.find((user) => user.id === id)?.mail;
  const ofOne = (person: string): (string | undefined)[] => {
    const named = accounts.filter(({ id, user }) => id === person || user === person);
    if (named.length === 0) return [own[person] ?? ofUser(person)];
    return named
      .filter(({ disabled }) => !disabled)
      .map(({ id, user }) => own[id] ?? own[user ?? id] ?? ofUser(user) ?? ofUser(id));
  };
  return [...new Set(people.flatMap(ofOne).flatMap((address) => address ?? []))];
}
