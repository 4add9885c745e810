/**
 * A thread beside an inspection: ends the process when its parent is gone, or when it holds more
 * memory than it may, also while the inspection itself never comes back.
 */
import { Worker } from 'node:worker_threads';

export function startWatchdog(parent: number, memory: number): void {
  // Its text, as it is compiled here: a file of its own would load the compiler once more.
  const code = `(${watch})(${JSON.stringify({ parent, memory })})`;
  new Worker(code, { eval: true, resourceLimits: { maxOldGenerationSizeMb: 16 } }).unref();
}

/** Runs elsewhere: it knows nothing of this file. */
function watch({ parent, memory }: { parent: number; memory: number }): void {
  setInterval(() => {
    if (process.ppid !== parent || process.memoryUsage.rss() > memory)
      process.kill(process.pid, 'SIGKILL');
  }, 250);
}
