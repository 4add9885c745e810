/**
 * What a slow source said last stands in for it until it answers. Chromium holds storage.managed
 * back for the first five seconds of every start: nothing could answer a 407 until then.
 *
 *   answers in time ─► remembered, given          does not ─► what is remembered, and `onLate` later
 *                                                         └─► nothing is: its answer is waited for
 */
import type { Kept } from '../platform/kept-in-memory.ts';

export interface StandInOptions<T, R> {
  /** Of the source. Rejects never. */
  read: () => Promise<T>;
  /** What of an answer stands in for it; null: nothing. */
  remembered: (answer: T) => R | null;
  kept: Kept<R>;
  /** Resolves when the source has had time enough. */
  patience: () => Promise<void>;
  /** The source has answered after all: what was done without it may want doing again. */
  onLate: () => void;
}

export function createStandIn<T, R>(options: StandInOptions<T, R>): () => Promise<T | R> {
  const { kept } = options;
  let standing: R | null = null;

  async function ask(): Promise<T> {
    const answer = await options.read();
    const remembered = options.remembered(answer);
    if (JSON.stringify(remembered) !== JSON.stringify(await kept.get())) {
      await (remembered === null ? kept.remove() : kept.set(remembered));
    }
    return answer;
  }

  return async () => {
    if (standing !== null) return standing;
    const asked = ask();
    const tooLate = options.patience().then(() => null);
    const inTime = await Promise.race([asked.then((answer) => ({ answer })), tooLate]);
    if (inTime !== null) return inTime.answer;
    standing ??= await kept.get();
    if (standing === null) return asked;
    const over = () => {
      standing = null;
      options.onLate();
    };
    asked.then(over, over);
    return standing;
  };
}
