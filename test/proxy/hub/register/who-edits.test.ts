import { expect, test } from 'vitest';
import { editableFields, readableServices } from '../../../../proxy/hub/register/who-edits.ts';
import type { Role } from '../../../../shared/protocol/accounts.ts';
import { registerFields } from '../../../../shared/protocol/register.ts';
import { exampleRule } from '../../../support/posting-rules.ts';

const now = Date.parse('2026-11-24T10:00:00+09:00');
const policy = {
  posting: [
    {
      ...exampleRule,
      responsible: 'sns',
      deputies: [{ user: 'away', until: '2026-11-23' }, 'suzuki'],
      opened: ['purpose' as const],
    },
    { ...exampleRule, service: 'x', responsible: 'other' },
  ],
};
const person = (role: Role, id: string, user: string | null = null) => ({ role, id, user });

test.each<[string, ReturnType<typeof person>, readonly string[] | null, readonly string[]]>([
  ['an administrator all', person('administrator', 'a'), null, registerFields],
  ['an approver reads all', person('approver', 'sns'), null, []],
  ['an auditor reads all', person('auditor', 'sns'), null, []],
  ['the responsible person what is opened', person('sns-manager', 'sns'), ['bluesky'], ['purpose']],
  ['a deputy by the user as well', person('sns-manager', 'y', 'suzuki'), ['bluesky'], ['purpose']],
  ['a deputy after the term nothing', person('sns-manager', 'away'), [], []],
  ['another’s responsible person nothing here', person('sns-manager', 'other'), ['x'], []],
  ['staff nothing, also where the rules name them', person('staff', 'sns'), [], []],
])('%s', (_, who, readable, editable) => {
  expect(readableServices(policy, who, now)).toEqual(readable);
  expect(editableFields(policy, who, 'bluesky', now)).toEqual(editable);
});

test('where nothing is opened the responsible person changes nothing', () => {
  expect(editableFields(policy, person('sns-manager', 'other'), 'x', now)).toEqual([]);
});
