/**
 * How many bytes of content may be held in memory, by all requests and connections together. What
 * finds no room waits for it, unread: the browser holds its own file meanwhile.
 */

export interface ByteBudget {
  /** At once or not at all. */
  take(bytes: number): boolean;
  /**
   * In the order in which they asked. Where all that is held belongs to those who wait, nobody would
   * ever give anything back: then the first goes beyond the limit, alone.
   * @param holds what the asking body holds already
   * @returns false where no room was found in time, or `signal` ended it
   */
  wait(bytes: number, holds: number, signal: AbortSignal): Promise<boolean>;
  giveBack(bytes: number): void;
  readonly held: number;
}

interface Waiter {
  readonly bytes: number;
  readonly holds: number;
  readonly settle: (isGiven: boolean) => void;
}

/** Forms do not wait behind files: for what is small there is room beyond the limit. */
const small = 1_048_576;
const beyondForSmall = 0.25;

export function createByteBudget(most: number, waitMs = 180_000): ByteBudget {
  let held = 0;
  const waiting: Waiter[] = [];

  function fits(bytes: number): boolean {
    return held + bytes <= (bytes <= small ? most * (1 + beyondForSmall) : most);
  }

  function serve(): void {
    for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
      const stuck = waiting.reduce((sum, { holds }) => sum + holds, 0);
      if (held + next.bytes > most && stuck < held) return;
      waiting.shift();
      held += next.bytes;
      next.settle(true);
    }
  }

  return {
    take(bytes) {
      if (!fits(bytes)) return false;
      held += bytes;
      return true;
    },
    wait(bytes, holds, signal) {
      if (signal.aborted) return Promise.resolve(false);
      if ((waiting.length === 0 || bytes <= small) && fits(bytes)) {
        held += bytes;
        return Promise.resolve(true);
      }
      return new Promise((resolve) => {
        const settle = (isGiven: boolean) => {
          clearTimeout(timer);
          signal.removeEventListener('abort', giveUp);
          resolve(isGiven);
        };
        const waiter: Waiter = { bytes, holds, settle };
        const giveUp = () => {
          waiting.splice(waiting.indexOf(waiter), 1);
          settle(false);
          serve();
        };
        const timer = setTimeout(giveUp, waitMs);
        signal.addEventListener('abort', giveUp, { once: true });
        // Whoever holds something is to be done with it first.
        const before = holds > 0 ? waiting.findIndex((each) => each.holds === 0) : -1;
        waiting.splice(before < 0 ? waiting.length : before, 0, waiter);
        serve();
      });
    },
    giveBack(bytes) {
      held -= bytes;
      serve();
    },
    get held() {
      return held;
    },
  };
}
