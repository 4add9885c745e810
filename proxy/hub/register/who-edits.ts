/** Who reads the register, and which of its fields they may change. */
import { postingRuleOf } from '../../../shared/policy/posting-rule.ts';
import type { Policy } from '../../../shared/policy/schema.ts';
import type { Account } from '../../../shared/protocol/accounts.ts';
import { type RegisterField, registerFields } from '../../../shared/protocol/register.ts';
import { ownServices } from '../postings/own-services.ts';

type Person = Pick<Account, 'id' | 'user' | 'role'>;
type Rules = Pick<Policy, 'posting'>;

/** null: all services. Approvers judge changes of the policy: they read all of it. */
export function readableServices(policy: Rules, person: Person, now: number) {
  return person.role === 'approver' ? null : ownServices(policy, person, now);
}

/**
 * Administrators change all that the register holds; responsible persons and deputies in their term
 * what an administrator opened; nobody else anything.
 */
export function editableFields(
  policy: Rules,
  person: Person,
  service: string,
  now: number,
): readonly RegisterField[] {
  if (person.role === 'administrator') return registerFields;
  if (person.role !== 'sns-manager') return [];
  if (ownServices(policy, person, now)?.includes(service) !== true) return [];
  return postingRuleOf(policy, service)?.opened ?? [];
}
