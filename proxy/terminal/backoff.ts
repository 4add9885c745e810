/** Waiting between attempts: doubling, spread by jitter, cut short by the end. */
import { setTimeout as delay } from 'node:timers/promises';

export interface BackoffOptions {
  /** Milliseconds. */
  readonly first: number;
  readonly most: number;
  /** 0 to 1. */
  readonly jitter?: () => number;
}

export interface Backoff {
  /** Waits half to whole of the present step, and makes the next one longer. */
  wait(signal: AbortSignal): Promise<void>;
  /** After a success. */
  reset(): void;
}

export function createBackoff({ first, most, jitter = Math.random }: BackoffOptions): Backoff {
  let step = first;
  return {
    wait(signal) {
      const now = step * (0.5 + jitter() / 2);
      step = Math.min(step * 2, most);
      return pause(now, signal);
    },
    reset() {
      step = first;
    },
  };
}

/** Resolves after the milliseconds, or when the signal aborts. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await delay(milliseconds, undefined, { signal }).catch(() => {});
}
