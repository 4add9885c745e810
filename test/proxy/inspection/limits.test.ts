import { describe, expect, it } from 'vitest';
import { createBudget, defaultLimits } from '../../../proxy/inspection/limits.ts';

describe('the budget of an inspection', () => {
  it('ends with its bytes, entries and time, for good', () => {
    let now = 0;
    const budget = () =>
      createBudget({ ...defaultLimits, bytesOut: 10, entries: 2, time: 100 }, () => now);
    const bytes = budget();
    bytes.spend(10);
    expect(() => bytes.spend(1)).toThrow(
      expect.objectContaining({ why: 'too-large', isFinal: true }),
    );
    const entries = budget();
    entries.enter();
    entries.enter();
    expect(() => entries.enter()).toThrow(
      expect.objectContaining({ why: 'too-many-entries', isFinal: true }),
    );
    const limits = { ...defaultLimits, ratio: 2, ratioFrom: 10 };
    const ratio = createBudget(limits, () => 0);
    ratio.spend(1_000);
    ratio.take(200);
    ratio.spend(200);
    expect(() => ratio.spend(1)).toThrow(expect.objectContaining({ why: 'ratio', isFinal: true }));
    const time = budget();
    now = 101;
    expect(() => time.spend(0)).toThrow(expect.objectContaining({ why: 'timeout', isFinal: true }));
  });
});
