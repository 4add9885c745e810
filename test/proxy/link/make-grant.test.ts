import { expect, test } from 'vitest';
import { type EnrolRequest, makeGrant } from '../../../proxy/link/make-grant.ts';
import type { Policy } from '../../../shared/policy/schema.ts';
import { smallPolicy } from '../../support/running-link.ts';

const now = Date.parse('2027-01-05T00:00:00.000Z');
const request = (changes: Partial<EnrolRequest> = {}): EnrolRequest => ({
  user: 'tanaka',
  expires: '1h',
  shared: false,
  ...changes,
});

test('takes the unit of the policy', () => {
  const made = makeGrant(request(), smallPolicy(), now);
  expect(made).toMatchObject({
    unit: '総務企画部',
    grant: { user: 'tanaka', unit: null, shared: false, expires: '2027-01-05T01:00:00.000Z' },
  });
});

test.each([
  ['30m', '2027-01-05T00:30:00.000Z'],
  ['2h', '2027-01-05T02:00:00.000Z'],
  ['7d', '2027-01-12T00:00:00.000Z'],
])('--expires %s is until %s', (expires, until) => {
  expect(makeGrant(request({ expires }), null, now)).toMatchObject({ grant: { expires: until } });
});

const withoutUsers = () => smallPolicy({ users: undefined, units: undefined });
const good: [string, Partial<EnrolRequest>, Policy | null, string | null][] = [
  ['anybody while there is no policy', { user: 'x', unit: 'y' }, null, 'y'],
  ['anybody where the policy names nobody', { user: 'x' }, withoutUsers(), null],
  ['the unit that the policy has anyway', { unit: '総務企画部' }, smallPolicy(), '総務企画部'],
];
test.each(good)('takes %s', (_, changes, policy, unit) => {
  expect(makeGrant(request(changes), policy, now)).toMatchObject({ unit });
});

const longNumber = ['1234', '5678', '9018'].join('');
const bad: [string, Partial<EnrolRequest>, RegExp][] = [
  ['a name with an Individual Number', { name: `田中 ${longNumber}` }, /12桁以上.*12 digits/],
  ['a user whom the policy has not', { user: 'tanak' }, /tanaka, suzuki.*no user tanak/],
  ['a unit that the policy has not', { unit: '総務' }, /総務企画部, 教育委員会.*no unit 総務/],
  ['the unit of somebody else', { unit: '教育委員会' }, /has tanaka in 総務企画部/],
  ['no user', { user: '' }, /--user/],
  ['a period without a unit of time', { expires: '60' }, /--expires 60/],
  ['a period of nothing', { expires: '0h' }, /--expires 0h/],
  ['a period over a week', { expires: '8d' }, /up to 7d/],
];
test.each(bad)('says what to mend for %s', (_, changes, sentence) => {
  expect(makeGrant(request(changes), smallPolicy(), now)).toMatchObject({
    problem: expect.stringMatching(sentence),
  });
});
