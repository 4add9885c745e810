import { expect, test } from 'vitest';
import { cutOff } from '../../../../proxy/hub/policy/cut-off.ts';
import { firstPolicy } from '../../../../proxy/hub/policy/first-policy.ts';
import { exampleYaml, policyOf } from './example-policy.ts';

const now = Date.parse('2026-11-23T00:00:00Z');
const ports = { hub: 40_000, link: 3129 };

const rows: [string, string][] = [
  ['that names the usual port', exampleYaml],
  [
    'that leaves the hub’s zone closed',
    exampleYaml.replace('open: ["127.0.0.1:8600"]', 'open: []'),
  ],
  ['that has no open zones', exampleYaml.replace('  open: ["127.0.0.1:8600"]\n', '')],
  ['that has no line for the hub', exampleYaml.replace('        - 127.0.0.1:8600\n', '')],
  ['that knows nothing of the hub', exampleYaml.replaceAll(/.*127\.0\.0\.1:8600.*\n/g, '')],
];
test.each(rows)('a first policy %s reaches this hub', (_, yaml) => {
  const first = firstPolicy(yaml, 'policy.yaml', ports, now);
  expect(cutOff(policyOf(first), ports, now)).toEqual([]);
  expect(first).toContain('# 国と自治体');
});

test('what cannot be read is said with every problem', () => {
  const broken = exampleYaml.replace('version: 1', 'version: 2').replace('enforce', 'maybe');
  expect(() => firstPolicy(broken, 'policy.yaml', ports, now)).toThrow(
    /policy\.yaml cannot be published:\n.*version.*\n.*mode/s,
  );
});

test('a policy that blocks the hub on purpose is not mended', () => {
  const blocked = exampleYaml.replace('entries: []', 'entries: ["http://127.0.0.1:8600/"]');
  expect(() => firstPolicy(blocked, 'policy.yaml', ports, now)).toThrow(/cut off the hub/);
});
