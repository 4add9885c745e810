/**
 * Drafts on a thread of their own: the hub goes on answering terminals and pages while ten thousand
 * lines are written, read and compared. The thread starts with the first draft and starts anew where
 * it died.
 */
import { Worker } from 'node:worker_threads';
import type { Draft, DraftWish } from './make-draft.ts';

export interface DraftQuestion {
  readonly id: number;
  readonly wish: DraftWish;
}

export type DraftAnswer =
  | { readonly id: number; readonly draft: Draft }
  | { readonly id: number; readonly error: string };

export interface DraftThread extends AsyncDisposable {
  /** @throws Error where the thread ended before it answered */
  draft(wish: DraftWish): Promise<Draft>;
}

interface Waiting {
  resolve(draft: Draft): void;
  reject(error: Error): void;
}

export function createDraftThread(
  script: URL = new URL('./draft-worker.ts', import.meta.url),
): DraftThread {
  let worker: Worker | null = null;
  let last = 0;
  const waiting = new Map<number, Waiting>();

  function start(): Worker {
    const started = new Worker(script);
    // The hub ends when it has closed its port, whether a draft is being made or not.
    started.unref();
    started.on('message', (answer: DraftAnswer) => {
      const asked = waiting.get(answer.id);
      waiting.delete(answer.id);
      if ('draft' in answer) asked?.resolve(answer.draft);
      else asked?.reject(new Error(answer.error));
    });
    const end = (error: Error) => {
      if (worker !== started) return;
      worker = null;
      for (const each of waiting.values()) each.reject(error);
      waiting.clear();
    };
    started.on('error', end);
    started.on('exit', () => end(new Error('the thread of drafts has ended')));
    return started;
  }

  return {
    draft: (wish) =>
      new Promise((resolve, reject) => {
        worker ??= start();
        last += 1;
        waiting.set(last, { resolve, reject });
        worker.postMessage({ id: last, wish } satisfies DraftQuestion);
      }),
    async [Symbol.asyncDispose]() {
      await worker?.terminate();
    },
  };
}
