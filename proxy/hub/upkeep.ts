/** What comes round by itself: freshness, retention, and changes that the command line left. */
import type { Log } from '../platform/log.ts';

export interface Chore {
  readonly name: string;
  readonly everyMs: number;
  readonly work: () => Promise<unknown>;
}

/** Each chore on its own; one that fails is tried again the next time. */
export function startUpkeep(chores: readonly Chore[], log: Log): AsyncDisposable {
  const running = new Set<Promise<void>>();
  const timers = chores.map(({ name, everyMs, work }) => {
    let busy = false;
    return setInterval(() => {
      if (busy) return;
      busy = true;
      const run = work()
        .then(() => {})
        .catch((error) => log.error({ err: error, chore: name }, 'a chore failed'))
        .finally(() => {
          busy = false;
          running.delete(run);
        });
      running.add(run);
    }, everyMs).unref();
  });
  return {
    async [Symbol.asyncDispose]() {
      for (const timer of timers) clearInterval(timer);
      await Promise.all(running);
    },
  };
}
