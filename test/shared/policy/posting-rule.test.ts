import { expect, it } from 'vitest';
import { postingRuleOf } from '../../../shared/policy/posting-rule.ts';

const rule = (service: string) => ({
  service,
  responsible: 'kacho',
  accounts: [{ name: '@a', posters: ['tanaka'] }],
});

it('finds the rules of a service, and none of others', () => {
  const policy = { posting: [rule('x'), rule('bluesky')] };
  expect(postingRuleOf(policy, 'bluesky')).toBe(policy.posting[1]);
  expect(postingRuleOf(policy, 'mastodon')).toBeUndefined();
  expect(postingRuleOf({}, 'x')).toBeUndefined();
});
