import { expect, test } from 'vitest';
import { startTestLink } from '../../../support/running-link.ts';

test('alone: nobody else to switch to', async () => {
  await using link = await startTestLink();
  const client = await link.enrolled();
  const { people } = await client.call('people', {});
  expect(people.map(({ user }) => user)).toEqual(['tanaka']);
  await expect(client.call('switch-person', { user: 'suzuki' })).rejects.toMatchObject({
    status: 403,
    code: 'person-unknown',
  });
  expect(link.audit.changes('person-switched')).toEqual([]);
});

test('shared: switches among the people of the policy, each time with a record', async () => {
  await using link = await startTestLink();
  const client = await link.enrolled({ shared: true });
  const { people } = await client.call('people', {});
  expect(people.map(({ user }) => user)).toEqual(['tanaka', 'suzuki']);
  const { person } = await client.call('switch-person', { user: 'suzuki' });
  expect(person).toEqual({ user: 'suzuki', name: '鈴木', unit: '教育委員会' });
  expect((await client.call('status', {})).person).toEqual(person);
  await client.call('switch-person', { user: 'tanaka' });
  expect(link.audit.changes('person-switched')).toMatchObject([
    { actor: 'suzuki', subject: 'terminal-1', detail: 'from tanaka' },
    { actor: 'tanaka', subject: 'terminal-1', detail: 'from suzuki' },
  ]);
});

test('a switch to oneself changes nothing and records nothing', async () => {
  await using link = await startTestLink();
  const client = await link.enrolled();
  expect((await client.call('switch-person', { user: 'tanaka' })).person.user).toBe('tanaka');
  expect(link.audit.changes('person-switched')).toEqual([]);
});

test.each([
  ['nobody of the policy', 'nobody'],
  ['a user whose term is over', 'sato'],
  ['a name of every object', '__proto__'],
])('shared, but not to %s', async (_, user) => {
  await using link = await startTestLink();
  const client = await link.enrolled({ shared: true });
  await expect(client.call('switch-person', { user })).rejects.toMatchObject({ status: 403 });
});
