import { expect, test } from 'vitest';
import { policySchema } from '../../../shared/policy/schema.ts';
import { keysAt } from '../../../shared/policy/schema-keys.ts';

test.each([
  ['the top', [], ['version', 'mode', 'zones']],
  ['a list', ['destinations', 'lists', 0], ['id', 'entries', 'hours']],
  ['an entry', ['destinations', 'lists', 0, 'entries', 3], ['match', 'note']],
  [
    'hours of an entry',
    ['destinations', 'lists', 0, 'entries', 3, 'hours'],
    ['days', 'from', 'to'],
  ],
  ['a contact of any name', ['contacts', 'helpdesk'], ['title', 'phone']],
])('knows the keys of %s', (_, at, some) => {
  expect(keysAt(policySchema, at)).toEqual(expect.arrayContaining(some));
});

test.each([
  [['nowhere']],
  [['mode', 'x']],
  [['destinations', 'lists', 0, 'entries', 0, 'match', 'x']],
])('knows none at %j', (at) => {
  expect(keysAt(policySchema, at)).toEqual([]);
});
