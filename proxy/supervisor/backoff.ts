/** How long to wait before a part that died is started again. */
export interface Backoff {
  /** @param livedMs how long the part lived; returns milliseconds to wait */
  next(livedMs: number): number;
}

/** Doubles from `first` to `most`; a part that lived `calmMs` starts from `first` again. */
export function createBackoff(first = 250, most = 5_000, calmMs = 10_000): Backoff {
  let wait = first;
  return {
    next(livedMs) {
      if (livedMs >= calmMs) wait = first;
      const now = wait;
      wait = Math.min(wait * 2, most);
      return now;
    },
  };
}
