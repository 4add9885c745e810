/** Who an enrolment acts for, and whom it may switch to, by the policy of this moment. */
import { endOf, startOf } from '../../shared/policy/japan-time.ts';
import type { PolicyState } from '../../shared/policy/policy-state.ts';
import type { Policy } from '../../shared/policy/schema.ts';
import type { Person } from '../../shared/protocol/link.ts';
import type { EnrolledPerson, Enrolment } from './enrolments.ts';

type PolicyUser = NonNullable<Policy['users']>[number];

export function currentPerson(state: PolicyState, enrolment: Enrolment): Person {
  const { current, person } = enrolment;
  return personOf(
    state,
    person.user === current ? person : { user: current, unit: null, name: null },
  );
}

/**
 * Whoever was enrolled there; on a shared machine also every user of the policy whose term runs.
 * @param now ms since 1970
 */
export function selectablePeople(state: PolicyState, enrolment: Enrolment, now: number): Person[] {
  const enrolled = personOf(state, enrolment.person);
  if (!enrolment.shared) return [enrolled];
  const others = [...usersOf(state).values()]
    .filter((user) => isInTerm(user, now) && user.id !== enrolled.user)
    .map(({ id }) => personOf(state, { user: id, unit: null, name: null }));
  return [enrolled, ...others];
}

/** As decide-destination.ts: the policy's unit counts; what was named at enrolment where it has none. */
function personOf(state: PolicyState, { user, unit, name }: EnrolledPerson): Person {
  const known = usersOf(state).get(user);
  return { user, name: known?.name ?? name ?? user, unit: known?.unit ?? unit };
}

function isInTerm({ from, until }: PolicyUser, now: number): boolean {
  return (
    (from === undefined || startOf(from) <= now) && (until === undefined || now < endOf(until))
  );
}

const usersOfPolicy = new WeakMap<Policy, ReadonlyMap<string, PolicyUser>>();
const nobody: ReadonlyMap<string, PolicyUser> = new Map();

function usersOf(state: PolicyState): ReadonlyMap<string, PolicyUser> {
  if (state.state === 'none') return nobody;
  const known = usersOfPolicy.get(state.policy);
  if (known) return known;
  const users = new Map((state.policy.users ?? []).map((user) => [user.id, user]));
  usersOfPolicy.set(state.policy, users);
  return users;
}
