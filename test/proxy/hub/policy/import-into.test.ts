import { describe, expect, test } from 'vitest';
import { entryFields } from '../../../../proxy/hub/policy/entry-key.ts';
import { entryTable } from '../../../../proxy/hub/policy/entry-table.ts';
import { importInto } from '../../../../proxy/hub/policy/import-into.ts';
import { parsePolicy } from '../../../../shared/policy/parse.ts';
import { exampleYaml, policyOf } from './example-policy.ts';

const wish = { list: 'stopped', format: 'auto', subdomains: false, now: 0 } as const;

describe('a list that is imported', () => {
  test('becomes entries of one list, and nothing else changes', () => {
    const { yaml, ...report } = importInto(exampleYaml, '0.0.0.0 a.example\n0.0.0.0 x y\n', wish);
    expect(report).toMatchObject({
      format: 'hosts',
      taken: 1,
      already: 0,
      problems: 2,
      changes: [{ op: 'add-entries', list: 'stopped', entries: ['.a.example'] }],
    });
    expect(yaml.replace(/entries:\n\s+- \.a\.example/, 'entries: []')).toBe(exampleYaml);
  });

  test('that is there already changes nothing', () => {
    const first = importInto(exampleYaml, '0.0.0.0 a.example\n', wish);
    const again = importInto(first.yaml, '0.0.0.0 a.example\n', wish);
    expect([again.taken, again.already, again.changes, again.yaml]).toEqual([0, 1, [], first.yaml]);
  });

  test('of more entries than a change takes makes several', () => {
    const text = Array.from({ length: 10_001 }, (_, n) => `0.0.0.0 h${n}.example`).join('\n');
    const { changes } = importInto(exampleYaml, text, wish);
    expect(changes.map((each) => ('entries' in each ? each.entries.length : 0))).toEqual([
      10_000, 1,
    ]);
  });

  test('out of our own table comes back with every field', () => {
    const policy = policyOf(exampleYaml);
    const emptied = exampleYaml.replace(/entries:\n[\s\S]*?\n\n/, 'entries: []\n\n');
    const back = importInto(emptied, entryTable(policy), { ...wish, list: 'public-bodies' });
    expect(back).toMatchObject({ format: 'entries', problems: 0, taken: 3 });
    const entries = (yaml: string) =>
      parsePolicy(yaml).policy?.destinations.lists?.[0]?.entries.map(entryFields);
    expect(entries(back.yaml)).toEqual(entries(exampleYaml));
  });

  test('for a list that the policy has not is a mistake of the caller', () => {
    expect(() => importInto(exampleYaml, '', { ...wish, list: 'x' })).toThrow('no list x');
  });
});
