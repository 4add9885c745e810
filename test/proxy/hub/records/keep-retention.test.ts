import { expect, test } from 'vitest';
import { keepRetention } from '../../../../proxy/hub/records/keep-retention.ts';
import { exampleYaml, policyOf } from '../policy/example-policy.ts';

const now = Date.parse('2026-11-23T10:00:00Z');
const dropped: string[] = [];
const records = {
  dropDaysBefore: async (day: string) => {
    dropped.push(day);
    return ['x'];
  },
};

test('days that are wholly past the retention go', async () => {
  const policy = policyOf(`${exampleYaml}retention: { access: P1Y }\n`);
  expect(await keepRetention(records, policy, now)).toEqual(['x']);
  expect(dropped).toEqual(['2025-11-23']);
});

test('without a retention nothing goes', async () => {
  expect(await keepRetention(records, policyOf(exampleYaml), now)).toEqual([]);
  expect(dropped).toHaveLength(1);
});
