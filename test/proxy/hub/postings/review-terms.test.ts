import { expect, test } from 'vitest';
import { dueOf, reviewTerms } from '../../../../proxy/hub/postings/review-terms.ts';

const base = { responsible: 'sns', accounts: [{ name: 'city', posters: ['tanaka'] }] };
const policy = {
  posting: [
    { ...base, service: 'x', reviewWithin: 'P2D' },
    { ...base, service: 'note' },
  ],
};
const at = '2026-11-20T00:00:00.000Z';

test.each([
  ['what its rules say', 'x', '2026-11-22T00:00:00.000Z'],
  ['a week where they say nothing', 'note', '2026-11-27T00:00:00.000Z'],
  ['a week where there are no rules (any more)', 'gone', '2026-11-27T00:00:00.000Z'],
])('is due after %s', (_, service, due) => {
  expect(dueOf(policy, service, at)).toBe(due);
});

test('what was posted before the terms is overdue', () => {
  const { byService, others } = reviewTerms(policy, Date.parse('2026-11-27T00:00:00.000Z'));
  expect([...byService]).toEqual([['x', '2026-11-25T00:00:00.000Z']]);
  expect(others).toBe(at);
});
