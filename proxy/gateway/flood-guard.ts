/**
 * Frames that ask for an answer and carry nothing (PING, SETTINGS) cost one side little and the other
 * much. What comes faster than any browser has a reason for ends the connection.
 */

export interface FloodGuard {
  /** @returns false: too many of them by now */
  allows(at: number): boolean;
}

/** @param most in any `windowMs`, counted in two halves of it */
export function createFloodGuard(most: number, windowMs: number): FloodGuard {
  const half = windowMs / 2;
  let began = Number.NEGATIVE_INFINITY;
  let before = 0;
  let count = 0;
  return {
    allows(at) {
      const elapsed = at - began;
      if (elapsed >= half || elapsed < 0) {
        before = elapsed >= 0 && elapsed < windowMs ? count : 0;
        count = 0;
        began = at;
      }
      count++;
      return before + count <= most;
    },
  };
}
