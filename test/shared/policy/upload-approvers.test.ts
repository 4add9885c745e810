import { describe, expect, it } from 'vitest';
import { parseDestination } from '../../../shared/destination/destination.ts';
import {
  approvalOfRule,
  hasApprovers,
  latestEnd,
  mayApprove,
} from '../../../shared/policy/upload-approvers.ts';
import { smallPolicy } from '../../support/running-link.ts';

const rules = [
  { level: ['3A'], to: 'any', action: 'block', approval: { by: 'responsible', for: 'PT2H' } },
  { level: ['3B'], to: 'any', action: 'block', approval: { by: ['kacho', 'buco'] } },
  { level: ['3C'], to: 'any', action: 'block', approval: { by: 'approvers' } },
  { level: ['2'], to: 'any', action: 'block' },
];
const services = [
  {
    id: 'store',
    title: '保管',
    hosts: ['store.example'],
    functions: ['upload'],
    responsible: 'sato',
  },
];
const policy = smallPolicy({ uploads: { rules }, services });
const at = (host: string) => {
  const parsed = parseDestination(`https://${host}/`);
  if (!parsed.ok) throw new Error(host);
  return parsed.destination;
};
const account = (
  id: string,
  role: 'staff' | 'approver' | 'administrator',
  user: string | null,
) => ({
  id,
  role,
  user,
});

describe('who may approve', () => {
  it.each([
    [
      'the responsible person of the service',
      0,
      'up.store.example',
      account('x', 'staff', 'sato'),
      true,
    ],
    ['of another service nobody', 0, 'other.example', account('x', 'staff', 'sato'), false],
    ['whom the rule names, by account', 1, 'other.example', account('kacho', 'staff', null), true],
    ['whom the rule names, by user', 1, 'other.example', account('y', 'staff', 'buco'), true],
    [
      'not an administrator whom it does not name',
      1,
      'a.example',
      account('admin', 'administrator', null),
      false,
    ],
    ['every approver', 2, 'a.example', account('z', 'approver', null), true],
    ['nobody else', 2, 'a.example', account('z', 'staff', null), false],
    ['nobody without an approval', 3, 'a.example', account('z', 'approver', null), false],
    ['nobody by a rule that is gone', 9, 'a.example', account('z', 'approver', null), false],
  ] as const)('%s', (_, index, host, who, expected) => {
    const rule = `uploads.rules[${index}]`;
    expect(mayApprove(policy, { rule, destination: at(host), user: 'tanaka' }, who)).toBe(expected);
  });

  it('is never whoever asks', () => {
    const asked = { rule: 'uploads.rules[1]', destination: at('a.example'), user: 'kacho' };
    expect(mayApprove(policy, asked, account('kacho', 'staff', null))).toBe(false);
    expect(mayApprove(policy, asked, account('q', 'staff', 'kacho'))).toBe(false);
  });

  it('says whether there is anybody, and how long it may last', () => {
    expect(hasApprovers(policy, 'uploads.rules[0]', at('store.example'))).toBe(true);
    expect(hasApprovers(policy, 'uploads.rules[0]', at('a.example'))).toBe(false);
    expect(hasApprovers(policy, 'uploads.rules[3]', at('a.example'))).toBe(false);
    expect(latestEnd(policy, 'uploads.rules[0]', 0)).toBe(2 * 3_600_000);
    expect(latestEnd(policy, 'uploads.rules[1]', 0)).toBe(24 * 3_600_000);
    expect(approvalOfRule(policy, 'uploads.default')).toBeNull();
  });
});
