import { describe, expect, it } from 'vitest';
import {
  latestDisasterEnd,
  mayEnd,
  mayThrow,
  type SwitchingAccount,
} from '../../../shared/policy/disaster-people.ts';
import type { PostingRule } from '../../../shared/policy/posting-schema.ts';
import { exampleRule } from '../../support/posting-rules.ts';

const rule: PostingRule = {
  ...exampleRule,
  responsible: 'tanaka',
  deputies: ['suzuki'],
  disaster: { by: ['sato', 'role:approver'] },
};
const account = (changes: Partial<SwitchingAccount>): SwitchingAccount => ({
  id: 'a-1',
  user: null,
  role: 'staff',
  ...changes,
});

describe('who throws the switch, and who ends it', () => {
  it.each<[string, Partial<SwitchingAccount>, boolean, boolean]>([
    ['who is named by account', { id: 'sato' }, true, true],
    ['who is named by user', { user: 'sato' }, true, true],
    ['who has a role that is named', { role: 'approver' }, true, true],
    ['the responsible person, not named', { user: 'tanaka', role: 'sns-manager' }, false, true],
    ['a deputy, not named', { id: 'suzuki', role: 'sns-manager' }, false, true],
    ['an administrator, not named', { role: 'administrator' }, false, true],
    ['somebody else', { role: 'sns-manager' }, false, false],
    ['an account that is called like the role', { id: 'approver' }, false, false],
  ])('%s', (_, changes, throws, ends) => {
    expect([mayThrow(rule, account(changes)), mayEnd(rule, account(changes), 0)]).toEqual([
      throws,
      ends,
    ]);
  });

  it('nobody throws what the rules do not have', () => {
    expect(mayThrow(exampleRule, account({ id: 'sato', role: 'administrator' }))).toBe(false);
  });

  it('lasts as long as the rules say, three days where they say nothing', () => {
    const now = Date.parse('2026-07-20T01:00:00Z');
    const end = (period?: string) =>
      new Date(
        latestDisasterEnd(
          { ...rule, disaster: { by: ['sato'], ...(period !== undefined && { for: period }) } },
          now,
        ),
      ).toISOString();
    expect([end(), end('PT12H')]).toEqual(['2026-07-23T01:00:00.000Z', '2026-07-20T13:00:00.000Z']);
  });
});
