import { expect, test } from 'vitest';
import { mayReview, ownServices } from '../../../../proxy/hub/postings/own-services.ts';
import type { PostingRule } from '../../../../shared/policy/posting-schema.ts';
import type { Account } from '../../../../shared/protocol/accounts.ts';

const rule = (
  service: string,
  responsible: string,
  deputies?: PostingRule['deputies'],
): PostingRule => ({
  service,
  responsible,
  ...(deputies && { deputies }),
  accounts: [{ name: 'city', posters: ['tanaka'] }],
});
const now = Date.parse('2026-11-29T12:00:00+09:00');
const policy = {
  posting: [
    rule('x', 'sns'),
    rule('bluesky', 'mori', ['sns-2', 'tanaka', { user: 'away', until: '2026-11-28' }]),
  ],
};

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
  ['a deputy whose term is over sees none', who('sns-manager', 'away'), [], false],
  ['whom the policy does not name sees none', who('sns-manager', 'y', null), [], false],
  ['staff see none, also where the policy names them', who('staff', 'sns'), [], false],
];
test.each(rows)('%s', (_, account, expected, reviewsX) => {
  expect(ownServices(policy, account, now)).toEqual(expected);
  expect(mayReview(policy, account, 'x', now)).toBe(reviewsX);
});

test('without posting rules an SNS manager sees none', () => {
  expect(ownServices({}, who('sns-manager', 'sns'), now)).toEqual([]);
});
