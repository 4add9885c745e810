import { expect, test } from 'vitest';
import { enoughSigners } from '../../../../proxy/hub/policy/enough-signers.ts';
import type { Publishing } from '../../../../shared/policy/publishing-schema.ts';
import type { Role } from '../../../../shared/protocol/accounts.ts';
import { exampleYaml, policyOf } from './example-policy.ts';

const policy = policyOf(exampleYaml);
const person = (id: string, role: Role, more = {}) => ({
  ...{ id, role, disabled: false, password: 'x' },
  ...more,
});
const admin = person('admin', 'administrator');
const abe = person('abe', 'approver');

test.each<[string, Publishing, ReturnType<typeof person>[], boolean]>([
  ['nobody has to sign', {}, [admin], true],
  ['an administrator alone', { signatures: 1 }, [admin], false],
  ['an administrator and an approver', { signatures: 1 }, [admin, abe], true],
  ['two administrators', { signatures: 1 }, [admin, person('mori', 'administrator')], true],
  [
    'an approver without a password yet',
    { signatures: 1 },
    [admin, { ...abe, password: null as never }],
    false,
  ],
  ['an approver who is disabled', { signatures: 1 }, [admin, { ...abe, disabled: true }], false],
  ['two signatures and one approver', { signatures: 2 }, [admin, abe], false],
  [
    'a named account that is the author',
    { signatures: 1, signers: { accounts: ['admin'] } },
    [admin, abe],
    false,
  ],
  ['an approver and nobody who edits', { signatures: 1 }, [abe, person('x', 'auditor')], false],
])('%s', (_, publishing, accounts, enough) => {
  const problems = enoughSigners({ ...policy, publishing }, accounts);
  expect(problems.map(({ path }) => path)).toEqual(enough ? [] : ['publishing.signatures']);
});
