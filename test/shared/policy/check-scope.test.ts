import { expect, test } from 'vitest';
import { checkScope } from '../../../shared/policy/check-scope.ts';
import type { ScopeFields } from '../../../shared/policy/scope.ts';

const known = { units: new Set(['総務企画部']), users: new Set(['tanaka']) };
const nobody = { units: new Set<string>(), users: new Set<string>() };

const rows: [string, ScopeFields, typeof known, (string | number)[][]][] = [
  ['people and units that there are', { units: ['総務企画部'], users: ['tanaka'] }, known, []],
  ['a unit that is not among them', { units: ['総務部'] }, known, [['units', 0]]],
  ['a user that is not among them', { users: ['tanaka', 'tanka'] }, known, [['users', 1]]],
  ['anybody, where the policy names nobody', { units: ['総務部'], users: ['x'] }, nobody, []],
  ['an end before its beginning', { from: '2027-04-01', until: '2027-03-31' }, known, [['until']]],
  ['one day', { from: '2027-03-31', until: '2027-03-31' }, known, []],
  ['hours that say nothing', { hours: {} }, known, [['hours']]],
  ['hours that leave no time', { hours: { from: '24:00' } }, known, [['hours', 'from']]],
  ['hours over midnight', { hours: { from: '22:00', to: '05:00' } }, known, []],
];
test.each(rows)('%s', (_, scope, people, expected) => {
  const found = checkScope(scope, ['destinations'], people);
  expect(found.map(({ at }) => at.slice(1))).toEqual(expected);
});
