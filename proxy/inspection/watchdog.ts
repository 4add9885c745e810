/**
 * Runs as a thread beside an inspection: ends the process when its parent is gone, or when it holds
 * more memory than it may, also while the inspection itself never comes back.
 */
import { workerData } from 'node:worker_threads';

const { parent, memory } = workerData as { parent: number; memory: number };

setInterval(() => {
  if (process.ppid !== parent || process.memoryUsage.rss() > memory)
    process.kill(process.pid, 'SIGKILL');
}, 250);
