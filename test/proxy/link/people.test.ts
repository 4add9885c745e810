import { expect, test } from 'vitest';
import type { Enrolment } from '../../../proxy/link/enrolments.ts';
import { currentPerson, selectablePeople } from '../../../proxy/link/people.ts';
import { extensionOrigin } from '../../support/link-client.ts';
import { policyState, smallPolicy } from '../../support/running-link.ts';

const enrolment = (changes: Partial<Enrolment> = {}): Enrolment => ({
  id: 'e',
  publicKey: { kty: 'EC', crv: 'P-256', x: 'x', y: 'y' },
  origin: extensionOrigin,
  person: { user: 'tanaka', unit: null, name: null },
  shared: false,
  current: 'tanaka',
  created: '2027-01-05T00:00:00.000Z',
  lastUsed: null,
  ...changes,
});
const now = Date.parse('2027-01-05T00:00:00.000Z');

test('a person has the name and the unit of the policy, whatever the code said', () => {
  const person = { user: 'tanaka', unit: '教育委員会', name: 'たなか' };
  expect(currentPerson(policyState(1), enrolment({ person }))).toEqual({
    user: 'tanaka',
    name: '田中',
    unit: '総務企画部',
  });
});

test('without a policy a person has what the code said', () => {
  const person = { user: 'tanaka', unit: '教育委員会', name: 'たなか' };
  const known = currentPerson({ state: 'none' }, enrolment({ person }));
  expect(known).toEqual({ user: 'tanaka', name: 'たなか', unit: '教育委員会' });
  expect(currentPerson({ state: 'none' }, enrolment())).toMatchObject({
    name: 'tanaka',
    unit: null,
  });
});

test('a person moves with the policy', () => {
  const moved = smallPolicy({ users: [{ id: 'tanaka', name: '田中', unit: '教育委員会' }] });
  expect(currentPerson(policyState(2, moved), enrolment()).unit).toBe('教育委員会');
});

test('alone, nobody else can be chosen', () => {
  expect(selectablePeople(policyState(1), enrolment(), now).map(({ user }) => user)).toEqual([
    'tanaka',
  ]);
});

test('on a shared machine every user of the policy whose term runs', () => {
  const people = selectablePeople(policyState(1), enrolment({ shared: true }), now);
  expect(people.map(({ user }) => user)).toEqual(['tanaka', 'suzuki']);
});

test('whoever was switched to is nobody’s double of the one who was enrolled', () => {
  const person = { user: 'tanaka', unit: 'x', name: 'y' };
  const switched = enrolment({ shared: true, person, current: 'suzuki' });
  expect(currentPerson({ state: 'none' }, switched)).toEqual({
    user: 'suzuki',
    name: 'suzuki',
    unit: null,
  });
});
