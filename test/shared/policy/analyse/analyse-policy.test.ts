import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { analysePolicy, mostOfAKind } from '../../../../shared/policy/analyse/analyse-policy.ts';
import { parsePolicy } from '../../../../shared/policy/parse.ts';
import { analysedAt, policyOf } from '../../../support/analysed.ts';
import { decisionRows, readPolicy } from '../../../support/decision-rows.ts';

const at = analysedAt;
const starter = path.join(import.meta.dirname, '../../../../shared/policy/starter.yaml');

describe('analysePolicy', () => {
  test('only warns, and shows each by a URL', () => {
    for (const name of new Set(decisionRows.map(({ policy }) => policy))) {
      for (const found of analysePolicy(readPolicy(name), { at })) {
        expect(found.severity).toBe('warning');
        expect(found.witness).toMatch(/^(https?|wss?):\/\//);
      }
    }
  });

  test('reads the starter policy, and warns of the public bodies’ suffixes alone', () => {
    const { policy } = parsePolicy(readFileSync(starter, 'utf8'));
    if (policy === null) throw new Error('the starter policy has problems');
    const found = analysePolicy(policy, { at });
    expect(found.map(({ witness }) => witness)).toEqual([
      'https://www.example.go.jp/',
      'https://www.example.lg.jp/',
      'https://www.example.ed.jp/',
      'https://www.example.ac.jp/',
    ]);
  });

  test('says nothing of a policy without surprises', () => {
    const policy = policyOf([{ entries: ['city.example.lg.jp', '.example.jp', 'example.com/a/'] }]);
    expect(analysePolicy(policy, { at })).toEqual([]);
  });

  test('tells so many of a kind, and that there are more', () => {
    const entries = Array.from({ length: 300 }, (_, i) => `h${i}.example`);
    const found = analysePolicy(policyOf([{ entries }, { entries }]), { at });
    expect(found).toHaveLength(mostOfAKind + 1);
    expect(found.at(-1)?.at).toEqual(['destinations', 'lists']);
  });

  test('keeps a policy sound, however much there is to warn of, and gives lines', () => {
    const entries = Array.from({ length: 1200 }, (_, i) => `    - h${i}.example/docs`).join('\n');
    const list = (id: string) =>
      `  - id: ${id}\n    title: a\n    action: allow\n    owner: a\n    reason: a\n    entries:\n${entries}`;
    const yaml = `version: 1
organization: { name: みほん市 }
mode: enforce
zones: { closed: [10.0.0.0/8] }
destinations:
  default: block
  lists:
${list('a')}
${list('b')}
`;
    const { policy, problems } = parsePolicy(yaml, (found) => analysePolicy(found, { at }));
    expect(policy).not.toBeNull();
    expect(problems.filter(({ witness }) => witness !== undefined)).toHaveLength(2 * mostOfAKind);
    expect(problems.every(({ line }) => line !== null)).toBe(true);
  });
});
