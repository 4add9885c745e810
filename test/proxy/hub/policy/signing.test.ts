import { expect, test } from 'vitest';
import {
  countingSignatures,
  shownProposal,
  whyNotSign,
} from '../../../../proxy/hub/policy/signing.ts';
import type { ProposalRow } from '../../../../proxy/hub/store/proposal-stores.ts';
import { publishingRule } from '../../../../shared/policy/publishing.ts';
import type { Role } from '../../../../shared/protocol/accounts.ts';

const rule = publishingRule({ signatures: 1 });
const signature = (by: string) => ({ by, at: '2026-11-23T00:00:00.000Z', word: null });
const row: ProposalRow = {
  ...{ number: 1, base: 1, by: 'sato', contributors: ['sato', 'ito'], at: '', note: 'n' },
  ...{ state: 'open', content: 'c', request: null, revision: null, closed: null },
  signatures: [signature('abe'), signature('ito'), signature('gone')],
  counts: { added: 1, removed: 0, changed: 0, other: 0 },
};
const account = (id: string, role: Role, disabled = false) => ({ id, role, disabled });

test.each([
  ['a signer’s', [account('abe', 'approver')], ['abe']],
  ['none of a signer who lost the role', [account('abe', 'auditor')], []],
  ['none of a disabled account', [account('abe', 'approver', true)], []],
  ['none of an account that is gone', [], []],
  ['none of whoever wrote a part of it', [account('ito', 'administrator')], []],
])('counts %s', (_, accounts, expected) => {
  expect(countingSignatures(row, rule, accounts).map(({ by }) => by)).toEqual(expected);
  expect(shownProposal(row, rule, accounts).signatures.map(({ by }) => by)).toEqual(expected);
});

test.each([
  ['sato', 'administrator', 'own'],
  ['ito', 'administrator', 'own'],
  ['abe', 'approver', 'signed'],
  ['kato', 'auditor', 'signer'],
  ['mori', 'administrator', null],
] as const)('%s (%s): %s', (id, role, expected) => {
  expect(whyNotSign(row, rule, { id, role })).toBe(expected);
});

test('what has ended is shown as it ended, and nobody sees its content', () => {
  const shown = shownProposal({ ...row, state: 'published', revision: 2 }, rule, []);
  expect(shown.signatures).toHaveLength(3);
  expect(shown).not.toHaveProperty('content');
});
