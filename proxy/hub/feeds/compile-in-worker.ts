/** Compiles a feed in a thread of its own, bounded in time and memory. */
import { Worker } from 'node:worker_threads';
import type { Feed } from '../../../shared/policy/feed-schema.ts';
import type { List } from '../../../shared/policy/schema.ts';
import type { MadeSnapshot } from '../../feeds/make-snapshot.ts';

export interface CompileWork {
  readonly bytes: Uint8Array;
  readonly feed: Feed;
  readonly action: List['action'];
}

const failed: MadeSnapshot = { failure: 'compile-failed', report: null };

/** Never rejects. */
export function compileInWorker(
  work: CompileWork,
  { signal, timeoutMs = 120_000 }: { readonly signal: AbortSignal; readonly timeoutMs?: number },
): Promise<MadeSnapshot> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./compile-worker.ts', import.meta.url), {
      workerData: work,
      resourceLimits: { maxOldGenerationSizeMb: 2048 },
    });
    const end = (made: MadeSnapshot) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', giveUp);
      resolve(made);
      void worker.terminate();
    };
    const giveUp = () => end(failed);
    const timer = setTimeout(giveUp, timeoutMs);
    signal.addEventListener('abort', giveUp);
    worker.once('message', end);
    worker.once('error', giveUp);
    worker.once('exit', giveUp);
    if (signal.aborted) giveUp();
  });
}
