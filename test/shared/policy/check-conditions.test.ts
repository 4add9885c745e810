import { expect, test } from 'vitest';
import {
  checkInitiators,
  checkReadOnly,
  checkUnseenConditions,
} from '../../../shared/policy/check-conditions.ts';
import type { Action } from '../../../shared/policy/decision.ts';
import type { List } from '../../../shared/policy/schema.ts';
import { smallPolicy } from '../../support/small-policy.ts';

test.each<[string, string[] | undefined, Action, RegExp | null]>([
  ['nothing is written', undefined, 'block', null],
  ['a host', ['maps.example'], 'allow', null],
  ['a host on an entry that warns', ['maps.example'], 'warn', null],
  ['on an entry that blocks', ['maps.example'], 'block', /allow or warn/],
  ['a path', ['maps.example/a'], 'allow', /takes no path/],
  ['a query', ['maps.example?a=b'], 'allow', /takes no path/],
  ['everything', ['*'], 'allow', /every site/],
  ['what cannot be read', ['*.maps.example'], 'allow', /takes no \*/],
])('%s', (_, initiators, action, expected) => {
  const [found] = checkInitiators({ initiators }, action, ['x']);
  if (expected === null) expect(found).toBeUndefined();
  else expect(found?.message).toMatch(expected);
});

test('warns where nobody sees who asks', () => {
  const list: List = {
    ...{ id: 'a', title: 'a', action: 'allow', owner: 'x', reason: 'x' },
    entries: [
      { match: 'fonts.read.example', initiators: ['maps.example'] },
      { match: 'fonts.bank.example', initiators: ['maps.example'] },
      'bank.example',
    ],
  };
  const policy = smallPolicy({
    destinations: {
      default: 'block',
      lists: [list, { ...list, id: 'b', initiators: ['x.example'] }],
    },
    intercept: { default: true, except: [{ match: 'bank.example', reason: 'x' }] },
  });
  expect(checkUnseenConditions(policy).map(({ at }) => at.slice(2))).toEqual([
    [0, 'entries', 1],
    [1, 'entries', 1],
    [1, 'entries', 2],
  ]);
});

test.each<[Action, boolean]>([
  ['allow', true],
  ['warn', true],
  ['block', false],
])('reading alone on an entry that would %s', (action, isFine) => {
  expect(checkReadOnly({ readOnly: true }, action, ['x']).length === 0).toBe(isFine);
  expect(checkReadOnly({}, action, ['x'])).toEqual([]);
});

test('warns where nobody sees what is written', () => {
  const list: List = {
    ...{ id: 'a', title: 'a', action: 'allow', owner: 'x', reason: 'x', readOnly: true },
    entries: [
      'bank.example',
      { match: 'read.example' },
      { match: 'x.bank.example', action: 'block' },
    ],
  };
  const policy = smallPolicy({
    destinations: { default: 'block', lists: [list] },
    intercept: { default: true, except: [{ match: 'bank.example', reason: 'x' }] },
  });
  expect(checkUnseenConditions(policy).map(({ at }) => at.slice(2))).toEqual([[0, 'entries', 0]]);
});
