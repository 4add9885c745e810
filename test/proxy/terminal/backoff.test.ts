import { describe, expect, it } from 'vitest';
import { createBackoff, pause } from '../../../proxy/terminal/backoff.ts';

describe('createBackoff', () => {
  async function waited(steps: number, jitter: number, resetAfter = Number.POSITIVE_INFINITY) {
    const backoff = createBackoff({ first: 4, most: 16, jitter: () => jitter });
    const never = new AbortController().signal;
    const times: number[] = [];
    for (let step = 0; step < steps; step++) {
      if (step === resetAfter) backoff.reset();
      const before = performance.now();
      await backoff.wait(never);
      times.push(performance.now() - before);
    }
    return times;
  }

  it('waits longer each time up to the most, and from the first again after a success', async () => {
    const atLeast = [4, 8, 16, 16, 4];
    const times = await waited(5, 1, 4);
    times.forEach((time, step) => {
      expect(time).toBeGreaterThan((atLeast[step] ?? 0) - 2);
    });
  });

  it('waits no longer when it is over', async () => {
    const backoff = createBackoff({ first: 3_600_000, most: 3_600_000 });
    const end = new AbortController();
    const waiting = backoff.wait(end.signal);
    end.abort();
    await waiting;
    await backoff.wait(end.signal);
  });
});

describe('pause', () => {
  it('ends when the signal aborts, before or during it', async () => {
    await pause(3_600_000, AbortSignal.abort());
    await pause(3_600_000, AbortSignal.timeout(1));
  });
});
