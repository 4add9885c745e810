import { expect, test } from 'vitest';
import {
  checkPublishing,
  isGrantedAlone,
  maySign,
  publishingRule,
} from '../../../shared/policy/publishing.ts';
import type { Publishing } from '../../../shared/policy/publishing-schema.ts';

const now = Date.parse('2026-11-23T00:00:00Z');
const day = 24 * 3_600_000;

test('without a word on publishing, one person publishes', () => {
  expect(publishingRule()).toEqual({
    signatures: 0,
    roles: ['administrator', 'approver'],
    accounts: [],
    grantsAlone: true,
    grantsAloneFor: 'P31D',
  });
});

test.each<[string, Publishing['signers'], string, string, boolean]>([
  ['an administrator, where nobody is named', undefined, 'x', 'administrator', true],
  ['an approver, where nobody is named', undefined, 'x', 'approver', true],
  ['no auditor, where nobody is named', undefined, 'x', 'auditor', false],
  [
    'no administrator, where approvers are named',
    { roles: ['approver'] },
    'x',
    'administrator',
    false,
  ],
  ['no other than the named account', { accounts: ['mori'] }, 'x', 'approver', false],
  ['the named account', { accounts: ['mori'] }, 'mori', 'administrator', true],
  [
    'the named account beside a role',
    { roles: ['approver'], accounts: ['mori'] },
    'mori',
    'administrator',
    true,
  ],
  ['no named account that has lost its role', { accounts: ['mori'] }, 'mori', 'staff', false],
])('signs: %s', (_, signers, id, role, expected) => {
  const rule = publishingRule({ signatures: 1, ...(signers && { signers }) });
  expect(maySign(rule, { id, role })).toBe(expected);
});

const grant = { for: 'person' as const, until: now + day, ownRequest: false };
test.each<[string, Publishing, Partial<Parameters<typeof isGrantedAlone>[1]>, boolean]>([
  ['a day for a person', { signatures: 1 }, {}, true],
  ['the longest time for a unit', { signatures: 1 }, { for: 'unit', until: now + 31 * day }, true],
  ['no longer than that', { signatures: 1 }, { until: now + 31 * day + 1 }, false],
  ['not for good', { signatures: 1 }, { until: null }, false],
  ['not for everybody', { signatures: 1 }, { for: 'all' }, false],
  ['not to oneself', { signatures: 1 }, { ownRequest: true }, false],
  ['nothing, where the policy says so', { signatures: 1, grantsAlone: false }, {}, false],
  ['a shorter time by the policy', { signatures: 1, grantsAloneFor: 'PT12H' }, {}, false],
  ['anything, where nobody has to sign', {}, { for: 'all', until: null, ownRequest: true }, true],
])('is granted by one person: %s', (_, publishing, wish, expected) => {
  expect(isGrantedAlone(publishingRule(publishing), { ...grant, ...wish }, now)).toBe(expected);
});

test.each<[string, Publishing, string[]]>([
  ['signers of no kind', { signers: {} }, ['signers']],
  ['signers without any', { signers: { roles: [], accounts: [] } }, ['signers']],
  ['a long number', { signers: { accounts: ['1'.repeat(12)] } }, ['signers,accounts,0']],
  ['nothing in a sound rule', { signatures: 2, signers: { roles: ['approver'] } }, []],
])('finds %s', (_, publishing, places) => {
  const expected = places.map((place) => `publishing,${place}`);
  expect(checkPublishing(publishing).map(({ at }) => at.join())).toEqual(expected);
});
