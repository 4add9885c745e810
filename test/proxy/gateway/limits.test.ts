import { expect, test } from 'vitest';
import { normalLimits } from '../../../proxy/gateway/limits.ts';

test('5,000 idle tunnels fit, and a slow header block does not', () => {
  expect(normalLimits.connections).toBeGreaterThan(5_000);
  expect(normalLimits.headerMs).toBeLessThanOrEqual(30_000);
  expect(normalLimits.headerMs).toBeLessThan(normalLimits.idleMs);
  expect(normalLimits.halfOpenMs).toBeLessThan(normalLimits.idleMs);
});
