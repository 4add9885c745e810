import { expect, test } from 'vitest';
import { checkPolicy } from '../../../shared/policy/check-policy.ts';
import { placeText } from '../../../shared/policy/finding.ts';
import type { Policy } from '../../../shared/policy/schema.ts';
import { readPolicy } from '../../support/decision-rows.ts';

test.each<[string, (policy: Policy) => void, string[]]>([
  ['nothing in a sound policy', () => {}, []],
  ['a unit twice', (policy) => policy.units?.push('総務企画部'), ['units[1]']],
  [
    'an unknown unit of a list',
    ({ destinations }) => Object.assign(destinations.lists?.[0] ?? {}, { units: ['財政課'] }),
    ['destinations.lists[0].units[0]'],
  ],
  [
    'a list twice',
    ({ destinations }) =>
      destinations.lists?.push({ ...(destinations.lists[0] as object), entries: [] } as never),
    ['destinations.lists[1].id'],
  ],
  [
    'a bundle that expires too soon',
    (policy) => Object.assign(policy, { bundle: { freshFor: 'P1M', expires: 'P30D' } }),
    ['bundle.expires'],
  ],
  [
    'nothing in a bundle that expires as it gets stale',
    (policy) => Object.assign(policy, { bundle: { freshFor: 'PT24H', expires: 'P1D' } }),
    [],
  ],
  [
    'a term that ends before it begins',
    (policy) =>
      Object.assign(policy, {
        users: [{ id: 'a', name: 'A', from: '2027-02-01', until: '2027-01-01' }],
      }),
    ['users[0].until'],
  ],
  [
    'a user and a unit that may be an Individual Number',
    (policy) => {
      const number = ['1234', '5678', '9018'].join('');
      policy.units?.push(number);
      Object.assign(policy, {
        users: [
          { id: number, name: 'A' },
          { id: '0012345', name: 'B' },
        ],
      });
    },
    ['units[1]', 'users[0].id'],
  ],
])('finds %s', (_, change, expected) => {
  const policy = readPolicy('deny-list');
  change(policy);
  expect(checkPolicy(policy).map(({ at }) => placeText(at))).toEqual(expected);
});
