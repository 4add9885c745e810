import { describe, expect, test } from 'vitest';
import { applyChanges } from '../../../../proxy/hub/policy/apply-changes.ts';
import { testKey } from '../../../../proxy/hub/policy/apply-tests.ts';
import type { PolicyTest } from '../../../../shared/policy/tests-schema.ts';
import { exampleYaml, policyOf } from './example-policy.ts';

const kept: PolicyTest = { url: 'https://www.soumu.go.jp/', expect: 'allow' };
const old: PolicyTest = { url: 'https://x.example/', expect: 'block', why: '古い' };
const fresh: PolicyTest = { url: 'https://y.example/', expect: 'block', user: 'tanaka' };
const yaml = `${exampleYaml}
# 例の説明
tests:
  # 国
  - { url: "https://www.soumu.go.jp/", expect: allow } # いつも
  - url: https://x.example/
    expect: block
    why: 古い
`;
const change = (added: PolicyTest[], removed: string[]) =>
  ({ op: 'change-tests', added, removed }) as const;

describe('examples that come and go', () => {
  test('leave the comments of the others, and everything else', () => {
    const applied = applyChanges(yaml, [change([fresh], [testKey(old)])]);
    expect(applied.problems).toEqual([]);
    expect(applied.yaml).toBe(
      yaml.replace(
        / {2}- url: https:\/\/x[\s\S]*$/,
        '  - { url: https://y.example/, expect: block, user: tanaka }\n',
      ),
    );
    expect(policyOf(applied.yaml).tests).toEqual([kept, fresh]);
  });

  test.each([
    ['no examples yet', exampleYaml],
    ['an empty list of them', `${exampleYaml}tests: []\n`],
  ])('begin where there are %s', (_, text) => {
    const applied = applyChanges(text, [change([fresh], [])]);
    expect(policyOf(applied.yaml).tests).toEqual([fresh]);
    expect(applied.yaml).toContain('tests:\n  - { url: https://y.example/');
  });

  test('may all go', () => {
    const applied = applyChanges(yaml, [change([], [testKey(old), testKey(kept)])]);
    expect(policyOf(applied.yaml).tests).toEqual([]);
  });

  test('that are gone already are a problem', () => {
    const applied = applyChanges(yaml, [change([], [testKey(fresh)])]);
    expect(applied.problems).toMatchObject([
      { severity: 'error', path: 'changes[0]', message: expect.stringContaining('例') },
    ]);
  });
});
