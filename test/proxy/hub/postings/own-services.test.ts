import { expect, test } from 'vitest';
import { mayReview, ownServices } from '../../../../proxy/hub/postings/own-services.ts';
import type { PostingRule } from '../../../../shared/policy/posting-schema.ts';
import type { Account } from '../../../../shared/protocol/accounts.ts';

const rule = (service: string, responsible: string, deputies?: string[]): PostingRule => ({
  service,
  responsible,
  ...(deputies && { deputies }),
  accounts: [{ name: 'city', posters: ['tanaka'] }],
});
const policy = { posting: [rule('x', 'sns'), rule('bluesky', 'mori', ['sns-2', 'tanaka'])] };

type Who = Pick<Account, 'id' | 'user' | 'role'>;
const who = (role: Who['role'], id: string, user: string | null = null): Who => ({
  role,
  id,
  user,
});

const rows: [string, Who, readonly string[] | null, boolean][] = [
  ['an administrator sees all, and reviews', who('administrator', 'a'), null, true],
  ['an auditor sees all, and reviews nothing', who('auditor', 'sns'), null, false],
  ['a responsible person sees that service', who('sns-manager', 'sns'), ['x'], true],
  ['a deputy sees that service', who('sns-manager', 'sns-2'), ['bluesky'], false],
  ['an account counts by its user as well', who('sns-manager', 'y', 'tanaka'), ['bluesky'], false],
  ['whom the policy does not name sees none', who('sns-manager', 'y', null), [], false],
  ['staff see none, also where the policy names them', who('staff', 'sns'), [], false],
];
test.each(rows)('%s', (_, account, expected, reviewsX) => {
  expect(ownServices(policy, account)).toEqual(expected);
  expect(mayReview(policy, account, 'x')).toBe(reviewsX);
});

test('without posting rules an SNS manager sees none', () => {
  expect(ownServices({}, who('sns-manager', 'sns'))).toEqual([]);
});
