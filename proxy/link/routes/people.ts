/** Who may act in this browser, and the change from one to another. */
import type { LinkAnswer, LinkBody } from '../../../shared/protocol/link.ts';
import type { Acknowledgements } from '../acknowledgements.ts';
import type { Caller } from '../credentials.ts';
import type { Enrolments } from '../enrolments.ts';
import { selectablePeople } from '../people.ts';
import type { PolicyHolder } from '../policy-holder.ts';
import type { RecordChange } from '../record-change.ts';
import { type Refusal, refuse } from '../refusal.ts';

export function peopleRoute(options: {
  policy: PolicyHolder;
  now: () => number;
}): (body: object, caller: Caller) => Promise<LinkAnswer<'people'>> {
  const { policy, now } = options;
  return async (_body, { enrolment }) => ({
    people: selectablePeople(policy.current(), enrolment, now()),
  });
}

export function switchPersonRoute(options: {
  policy: PolicyHolder;
  enrolments: Enrolments;
  acknowledgements: Pick<Acknowledgements, 'forget'>;
  terminal: string;
  record: RecordChange;
  now: () => number;
}): (
  body: LinkBody<'switch-person'>,
  caller: Caller,
) => Promise<LinkAnswer<'switch-person'> | Refusal> {
  const { policy, enrolments, acknowledgements, terminal, record, now } = options;
  return async ({ user }, { enrolment, person }) => {
    const people = selectablePeople(policy.current(), enrolment, now());
    const chosen = people.find((each) => each.user === user);
    if (chosen === undefined) return refuse('person-unknown');
    if (user === person.user) return { person: chosen };
    // On record before it counts.
    await record({
      act: 'person-switched',
      actor: user,
      subject: terminal,
      detail: `from ${person.user}`,
    });
    acknowledgements.forget(person.user);
    const switched = await enrolments.switchPerson(enrolment.id, user);
    return switched === null ? refuse('enrolment-unknown') : { person: chosen };
  };
}
