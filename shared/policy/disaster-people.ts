/** Who may throw a disaster's switch for a service, and end it: asked by the hub, of the policy of now. */
import type { Role } from '../protocol/accounts.ts';
import { addDuration } from './duration.ts';
import { responsibleAt } from './people-in-term.ts';
import { type PostingRule, postingDefaults } from './posting-schema.ts';

export const rolePrefix = 'role:';

export interface SwitchingAccount {
  readonly id: string;
  readonly user: string | null;
  readonly role: Role;
}

/** Whom `disaster.by` names; nobody else, administrators neither. */
export function mayThrow({ disaster }: PostingRule, account: SwitchingAccount): boolean {
  if (disaster === undefined) return false;
  const names = [account.id, account.user, rolePrefix + account.role];
  return disaster.by.some((name) => names.includes(name));
}

/** Ending closes: it is open to whoever may throw, to the service's own people and to administrators. */
export function mayEnd(rule: PostingRule, account: SwitchingAccount, now: number): boolean {
  if (account.role === 'administrator' || mayThrow(rule, account)) return true;
  return responsibleAt(rule, now).some((name) => name === account.id || name === account.user);
}

/** Until when a switch that is thrown now may last. */
export function latestDisasterEnd({ disaster }: PostingRule, now: number): number {
  return addDuration(now, disaster?.for ?? postingDefaults.disasterFor);
}
