import { expect, test } from 'vitest';
import { isExpiring } from '../../../../proxy/hub/policy/expiring.ts';

const now = Date.parse('2026-11-23T00:00:00Z');
const rows: [string, string | undefined, boolean][] = [
  ['for good', undefined, false],
  ['has ended', '2026-11-01', true],
  ['ends within 30 days', '2026-12-20', true],
  ['ends later', '2026-12-31', false],
  ['ends at a time', '2026-11-23T10:00:00+09:00', true],
];
test.each(rows)('an entry that %s', (_, until, expected) => {
  expect(isExpiring(until, now)).toBe(expected);
});
