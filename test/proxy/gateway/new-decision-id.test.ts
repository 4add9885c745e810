import { expect, test } from 'vitest';
import { createNewDecisionId } from '../../../proxy/gateway/new-decision-id.ts';
import { decisionIdPattern } from '../../../shared/policy/decision-id.ts';

test('gives no id twice, also beyond one piece of randomness', () => {
  const newId = createNewDecisionId();
  const ids = Array.from({ length: 1_000 }, () => newId(1_795_000_000_000));
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(decisionIdPattern);
});

test('begins with the time', () => {
  const newId = createNewDecisionId();
  expect(newId(1_795_000_000_003).slice(0, 9)).toBe('D1XS-B5W0');
});
