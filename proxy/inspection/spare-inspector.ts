/**
 * A process beside those of the pool, for what nobody waits for: begun when there is something to
 * do, the last to get the processor, and ended when there is nothing for a while.
 */
import { constants, setPriority } from 'node:os';
import type { InspectorProcess } from './inspector-process.ts';

export interface SpareInspector extends AsyncDisposable {
  /** One after the other. */
  use<Report>(work: (inspector: InspectorProcess) => Promise<Report>): Promise<Report>;
}

/** Milliseconds. */
const idleNormal = 10_000;

export function createSpareInspector(
  start: () => InspectorProcess,
  idle = idleNormal,
): SpareInspector {
  let running: InspectorProcess | null = null;
  let ending: NodeJS.Timeout | undefined;
  let last: Promise<unknown> = Promise.resolve();

  function begin(): InspectorProcess {
    clearTimeout(ending);
    if (running?.isAlive) return running;
    const begun = start();
    try {
      setPriority(begun.pid, constants.priority.PRIORITY_LOW);
    } catch {
      // It works as fast as the others.
    }
    running = begun;
    return begun;
  }

  async function end(): Promise<void> {
    clearTimeout(ending);
    const ended = running;
    running = null;
    await ended?.[Symbol.asyncDispose]();
  }

  return {
    use(work) {
      const done = last.then(async () => {
        try {
          return await work(begin());
        } finally {
          ending = setTimeout(() => void end(), idle).unref();
        }
      });
      last = done.catch(() => {});
      return done;
    },
    [Symbol.asyncDispose]: end,
  };
}
