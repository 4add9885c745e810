import { expect, test } from 'vitest';
import { type DecisionSummary, wasStopped } from '../../../shared/protocol/link.ts';

const summary: DecisionSummary = {
  action: 'block',
  reason: 'entry',
  rule: null,
  clause: null,
  id: 'id',
  at: '2027-01-05T00:00:00.000Z',
  url: 'https://www.example/',
  host: 'www.example',
  source: 'proxy',
};

test.each<[string, Partial<DecisionSummary>, boolean]>([
  ['a block', {}, true],
  ['a block, whatever else is said', { acknowledged: true }, true],
  ['a warning', { action: 'warn' }, true],
  ['an acknowledged warning', { action: 'warn', acknowledged: true }, false],
  ['what is allowed', { action: 'allow' }, false],
  ['what is only observed', { action: 'allow', would: 'block' }, false],
])('was it stopped? %s', (_, changes, expected) => {
  expect(wasStopped({ ...summary, ...changes })).toBe(expected);
});
