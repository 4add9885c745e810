/** Whose posting log somebody may read: SNS managers that of the services which name them. */
import { responsibleAt } from '../../../shared/policy/people-in-term.ts';
import type { Policy } from '../../../shared/policy/schema.ts';
import type { Account } from '../../../shared/protocol/accounts.ts';

/**
 * @param now epoch ms: deputies count in their term
 * @returns ids of the catalogue; null: all services */
export function ownServices(
  { posting = [] }: Pick<Policy, 'posting'>,
  { id, user, role }: Pick<Account, 'id' | 'user' | 'role'>,
  now: number,
): readonly string[] | null {
  switch (role) {
    case 'administrator':
    case 'auditor':
      return null;
    case 'sns-manager':
      return posting
        .filter((rule) => responsibleAt(rule, now).some((name) => name === id || name === user))
        .map(({ service }) => service);
    case 'approver':
    case 'staff':
      return [];
  }
}

/** Whether somebody may say that a posting of this service was looked at. */
export function mayReview(
  policy: Pick<Policy, 'posting'>,
  account: Pick<Account, 'id' | 'user' | 'role'>,
  service: string,
  now: number,
): boolean {
  if (account.role === 'administrator') return true;
  return (
    account.role === 'sns-manager' && ownServices(policy, account, now)?.includes(service) === true
  );
}
