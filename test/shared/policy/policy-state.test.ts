import { expect, test } from 'vitest';
import { compilePolicy } from '../../../shared/policy/compile.ts';
import { decideState, freshness } from '../../../shared/policy/policy-state.ts';
import { readPolicy } from '../../support/decision-rows.ts';

const policy = readPolicy('observe');
const rest = { policy, compiled: compilePolicy(policy), revision: 1, published: '' };

test.each([
  ['refuses without a policy', { state: 'none' as const }, 'no-policy'],
  [
    'refuses by an expired policy, also where it only observes',
    { state: 'expired' as const, ...rest },
    'policy-expired',
  ],
  ['asks a stale policy', { state: 'stale' as const, ...rest }, null],
  ['asks a fresh policy', { state: 'fresh' as const, ...rest }, null],
])('%s', (_, state, reason) => {
  const made = decideState(state, 'id');
  expect(made?.reason ?? null).toBe(reason);
  if (made !== null) expect(made.action).toBe('block');
});

test.each([
  [999, 'fresh'],
  [1000, 'stale'],
  [1999, 'stale'],
  [2000, 'expired'],
  [Number.NaN, 'expired'],
])('at %s it is %s', (now, expected) => {
  const manifest = { fresh: new Date(1000).toISOString(), expires: new Date(2000).toISOString() };
  expect(freshness(manifest, now)).toBe(expected);
});
