import { describe, expect, it } from 'vitest';
import { keepRecords } from '../../../proxy/terminal/keep-records.ts';
import { compilePolicy } from '../../../shared/policy/compile.ts';
import type { PolicyState } from '../../../shared/policy/policy-state.ts';
import type { Policy } from '../../../shared/policy/schema.ts';
import { memoryLog } from '../../support/audit-records.ts';
import { smallPolicy } from '../../support/small-policy.ts';

const now = Date.parse('2027-01-31T00:00:00Z');

function fresh(policy: Policy): PolicyState {
  const published = '2027-01-01T00:00:00.000Z';
  return { state: 'fresh', policy, compiled: compilePolicy(policy), revision: 1, published };
}

describe('keepRecords', () => {
  it.each<[string, PolicyState, [string, number][]]>([
    [
      'deletes what the hub has and the policy keeps no longer',
      fresh(smallPolicy({ retention: { access: 'P30D' } })),
      [['2027-01-01T00:00:00.000Z', 7]],
    ],
    ['deletes nothing where the policy names no period', fresh(smallPolicy()), []],
    ['deletes nothing without a policy', { state: 'none' }, []],
  ])('%s', async (_, state, expected) => {
    const dropped: [string, number][] = [];
    const audit = {
      async dropBefore(time: number, sentUpTo: number) {
        dropped.push([new Date(time).toISOString(), sentUpTo]);
        return 1;
      },
    };
    const policy = { current: () => state };
    const options = { audit, policy, outbox: { sentUpTo: 7 }, log: memoryLog().log };
    await keepRecords({ ...options, now: () => now })[Symbol.asyncDispose]();
    expect(dropped).toEqual(expected);
  });

  it('lives on where nothing can be deleted', async () => {
    let asked = 0;
    const audit = {
      async dropBefore(): Promise<number> {
        asked++;
        throw Object.assign(new Error(), { code: 'EPERM' });
      },
    };
    const policy = { current: () => fresh(smallPolicy({ retention: { access: 'P30D' } })) };
    const noted = memoryLog();
    const options = { audit, policy, outbox: { sentUpTo: 7 }, log: noted.log, every: 1 };
    await using _ = keepRecords(options);
    await expect.poll(() => asked).toBeGreaterThan(1);
    expect(noted.messages).toContain('old records could not be deleted');
  });
});
