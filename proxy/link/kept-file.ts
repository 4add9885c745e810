/**
 * What this terminal keeps in a file of its own (0600): one change after the other, and none counts
 * before it is written.
 */
import { writePrivateFile } from '../platform/private-file.ts';

export interface KeptFile<T> {
  now(): T;
  /** The same object back: nothing is written. @throws where it cannot be written */
  keep(change: (before: T) => T): Promise<void>;
  /** Resolves when nothing is being written any more. */
  idle(): Promise<void>;
}

export function keptFile<T>(file: string, first: T): KeptFile<T> {
  let kept = first;
  let writing: Promise<void> = Promise.resolve();
  return {
    now: () => kept,
    keep(change) {
      const turn = writing.then(async () => {
        const next = change(kept);
        if (next === kept) return;
        await writePrivateFile(file, JSON.stringify(next));
        kept = next;
      });
      writing = turn.catch(() => {});
      return turn;
    },
    idle: () => writing,
  };
}
