import { expect, test } from 'vitest';
import { cutOff } from '../../../../proxy/hub/policy/cut-off.ts';
import { exampleYaml, policyOf } from './example-policy.ts';

const now = Date.parse('2026-11-23T00:00:00Z');
const ports = { hub: 8600, link: 3129 };

const rows: [string, string, string, string[]][] = [
  ['the example lets hub and link be', '', '', []],
  ['the hub no longer open in the zones', 'open: ["127.0.0.1:8600"]', 'open: []', ['zones.open']],
  ['another port open', 'open: ["127.0.0.1:8600"]', 'open: ["127.0.0.1:8601"]', ['zones.open']],
  ['no line that allows the hub', '        - 127.0.0.1:8600\n', '', ['destinations']],
  [
    'a line that blocks the hub',
    'entries: []',
    'entries: [{match: "http://127.0.0.1:8600/"}]',
    ['destinations'],
  ],
  ['observing only, where nothing is blocked but zones', '        - 127.0.0.1:8600\n', '', []],
  [
    'a line that blocks the hub for one unit',
    'entries: []',
    'entries: [{match: "http://127.0.0.1:8600/", units: [教育委員会]}]',
    ['destinations'],
  ],
];
test.each(rows)('%s', (name, from, to, expected) => {
  const yaml = exampleYaml.replace(from, to);
  const policy = policyOf(name.startsWith('observing') ? yaml.replace('enforce', 'observe') : yaml);
  const problems = cutOff(policy, ports, now);
  expect(problems.map(({ path }) => path)).toEqual(expected);
  for (const { cure, severity } of problems) {
    expect(severity).toBe('error');
    expect(cure).toMatch(/127\.0\.0\.1:\d+/);
  }
});

test('a line that blocks the link, where no zone is in its way', () => {
  const yaml = exampleYaml
    .replace('127.0.0.0/8, ', '')
    .replace('entries: []', 'entries: ["127.0.0.1:3129"]');
  expect(cutOff(policyOf(yaml), ports, now).map(({ path }) => path)).toEqual(['destinations']);
});
