import { describe, expect, test } from 'vitest';
import { failedTests } from '../../../shared/policy/failed-tests.ts';
import { parsePolicy } from '../../../shared/policy/parse.ts';

const yaml = (tests: string) => `version: 1
organization: { name: 見本市 }
mode: enforce
zones: { closed: [10.0.0.0/8] }
destinations:
  default: block
  lists:
    - { id: a, title: a, action: allow, owner: a, reason: a, entries: [example.jp] }
tests:
${tests}`;

function problemsOf(text: string) {
  const { policy } = parsePolicy(text);
  if (policy === null) throw new Error('not a policy');
  return failedTests(policy, text, 0);
}

describe('examples that fail', () => {
  test('are problems, with their line and what decided instead', () => {
    const problems = problemsOf(
      yaml(`  - { url: "https://www.example.jp/", expect: allow }
  # 止めたはず
  - url: https://www.example.jp/shop
    expect: block
    user: tanaka
  - { url: "https://other.example/", expect: warn }
`),
    );
    expect(problems).toEqual([
      {
        severity: 'error',
        line: 12,
        path: 'tests[1]',
        message:
          '例の「https://www.example.jp/shop」(tanaka)は遮断のはずですが、許可になります。/ This example must be blocked, and is allowed.',
        cure: '決めたのは「a/example.jp」です。それを直すか、例のほうが古ければ例を直してください。/ "a/example.jp" decided. Mend that, or the example where it is out of date.',
      },
      expect.objectContaining({
        line: 15,
        path: 'tests[2]',
        cure: expect.stringContaining('destinations.default'),
      }),
    ]);
  });

  test('are none where all come out as they say, or there are none', () => {
    expect(problemsOf(yaml('  - { url: "https://example.jp/", expect: allow }\n'))).toEqual([]);
    expect(problemsOf(yaml('  []\n'))).toEqual([]);
  });
});
