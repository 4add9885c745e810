/** Builds the set in a thread of its own, bounded in time. */
import { Worker } from 'node:worker_threads';
import type { DocumentToSet } from '../../../shared/detection/registered/build-set.ts';

export interface BuildWork {
  readonly documents: readonly DocumentToSet[];
  readonly stops: readonly Uint32Array[];
  readonly key: string;
}

/** @throws Error where it takes too long, or fails */
export function buildSetInWorker(
  work: BuildWork,
  { signal, timeoutMs = 120_000 }: { readonly signal: AbortSignal; readonly timeoutMs?: number },
): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const buffers = [...work.documents.map(({ grams }) => grams), ...work.stops].map(
      ({ buffer }) => buffer as ArrayBuffer,
    );
    const worker = new Worker(new URL('./build-set-worker.ts', import.meta.url), {
      workerData: work,
      transferList: [...new Set(buffers)],
    });
    const finish = (end: () => void) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', giveUp);
      end();
      void worker.terminate();
    };
    const fail = (error: unknown) =>
      finish(() => reject(error instanceof Error ? error : new Error('the set was not built')));
    const giveUp = () => fail(null);
    const timer = setTimeout(giveUp, timeoutMs);
    signal.addEventListener('abort', giveUp);
    worker.once('message', (bytes: Uint8Array) => finish(() => resolve(bytes)));
    worker.once('error', fail);
    worker.once('exit', giveUp);
    if (signal.aborted) giveUp();
  });
}
