import { describe, expect, test } from 'vitest';
import { compilePolicy } from '../../../shared/policy/compile.ts';
import { parsePolicy } from '../../../shared/policy/parse.ts';
import { runTests } from '../../../shared/policy/run-tests.ts';
import type { PolicyTest } from '../../../shared/policy/tests-schema.ts';
import { readPolicy } from '../../support/decision-rows.ts';
import { starterYaml } from '../../support/small-policy.ts';

const now = Date.parse('2026-11-24T10:00:00+09:00');
const run = (name: string, each: PolicyTest) =>
  runTests(compilePolicy(readPolicy(name)), [each], now)[0];

describe('an example that is asked', () => {
  test.each<[string, PolicyTest, object]>([
    [
      'comes out as it says',
      { url: 'https://www.lg.jp/', expect: 'allow' },
      { passed: true, rule: 'public-bodies/lg.jp' },
    ],
    [
      'comes out otherwise',
      { url: 'https://www.lg.jp/', expect: 'block' },
      { passed: false, action: 'allow' },
    ],
    [
      'is asked for a user',
      { url: 'https://sns.example/', expect: 'allow', user: 'tanaka' },
      { passed: true },
    ],
    [
      'is asked for a unit',
      { url: 'https://school.example/', expect: 'allow', unit: '教育委員会' },
      { passed: true },
    ],
    ['is asked now', { url: 'https://weekend.example/', expect: 'block' }, { passed: true }],
    [
      'is asked at its time',
      { url: 'https://weekend.example/', expect: 'allow', at: '2026-11-28T10:00+09:00' },
      { passed: true },
    ],
    [
      'that nobody can read is blocked',
      { url: 'x', expect: 'block' },
      { passed: true, reason: 'malformed' },
    ],
  ])('%s', (_, each, expected) => {
    expect(run('city', each)).toMatchObject({ index: 0, test: each, ...expected });
  });

  test('counts as what would be done, where the policy only observes', () => {
    const each: PolicyTest = { url: 'https://nowhere.invalid/', expect: 'block' };
    expect(run('observe', each)).toMatchObject({ passed: true, action: 'block' });
  });
});

test('every example of the starter policy comes out as it says', () => {
  const { policy } = parsePolicy(starterYaml());
  if (policy === null) throw new Error('the starter policy cannot be read');
  expect(policy.tests?.length).toBeGreaterThan(5);
  const failed = runTests(compilePolicy(policy), policy.tests ?? [], now);
  expect(failed.filter(({ passed }) => !passed)).toEqual([]);
});
