import { describe, expect, it } from 'vitest';
import { residentBytes } from '../../../proxy/platform/process-memory.ts';

describe.runIf(process.platform === 'linux')('resident memory', () => {
  it('is near what the process says itself', () => {
    const seen = residentBytes(process.pid) ?? 0;
    expect(seen / process.memoryUsage.rss()).toBeGreaterThan(0.5);
    expect(seen / process.memoryUsage.rss()).toBeLessThan(2);
  });

  it('is null of a process that is gone', () => {
    expect(residentBytes(2 ** 30)).toBeNull();
  });
});
