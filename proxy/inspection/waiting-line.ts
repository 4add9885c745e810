/**
 * Who waits for which worker. Small contents take any worker, large ones only those that are for
 * them; each in the order in which they came. Pure: a worker is whatever it is.
 */
export interface Worker<It> {
  /** May be replaced by who holds the worker. */
  it: It;
  /** Never takes a large content. */
  readonly isForSmall: boolean;
}

export interface WaitingLine<It> {
  /** @returns null where too many or too much is waiting, or the line is closed */
  take(bytes: number, isSmall: boolean): Promise<Worker<It> | null>;
  giveBack(worker: Worker<It>, bytes: number): void;
  /** Nobody has a worker, and nobody waits for one. */
  readonly isIdle: boolean;
  /** Nobody gets a worker any more. */
  close(): void;
}

export interface LineLimits {
  readonly waiting: number;
  /** Of all that has been taken in and not given back. */
  readonly bytesHeld: number;
}

interface Waiter<It> {
  readonly isSmall: boolean;
  readonly get: (worker: Worker<It> | null) => void;
}

export function createWaitingLine<It>(
  workers: readonly Worker<It>[],
  { waiting: mostWaiting, bytesHeld: mostHeld }: LineLimits,
): WaitingLine<It> {
  // Those for small contents are taken first by them.
  const idle = [...workers].sort((a, b) => Number(b.isForSmall) - Number(a.isForSmall));
  const waiting: Waiter<It>[] = [];
  let held = 0;
  let isClosed = false;
  const fits = (worker: Worker<It>, isSmall: boolean) => isSmall || !worker.isForSmall;

  return {
    async take(bytes, isSmall) {
      if (isClosed || held + bytes > mostHeld) return null;
      const free = idle.findIndex((worker) => fits(worker, isSmall));
      if (free < 0 && waiting.length >= mostWaiting) return null;
      held += bytes;
      if (free >= 0) return idle.splice(free, 1)[0] ?? null;
      return new Promise((get) => waiting.push({ isSmall, get }));
    },
    giveBack(worker, bytes) {
      held -= bytes;
      const next = waiting.findIndex(({ isSmall }) => fits(worker, isSmall));
      if (next >= 0) waiting.splice(next, 1)[0]?.get(worker);
      else if (worker.isForSmall) idle.unshift(worker);
      else idle.push(worker);
    },
    get isIdle() {
      return idle.length === workers.length;
    },
    close() {
      isClosed = true;
      for (const { get } of waiting.splice(0)) get(null);
    },
  };
}
