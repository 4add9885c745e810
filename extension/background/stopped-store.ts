/** What was stopped lately, for the block page: URLs stay in the session's memory, never on disk. */
import { z } from 'zod';
import { type Stopped, stoppedSchema } from '../messages.ts';
import type { Kept } from '../platform/kept.ts';

export const stoppedListSchema = z.array(stoppedSchema);

const keptAtMost = 50;
/** The same URL, stopped again this soon, counts as a retry. */
const sameAgainMs = 60_000;

export interface StoppedStore {
  get(ref: string): Promise<Stopped | null>;
  /** Counts the retries of the same URL. */
  add(stopped: Omit<Stopped, 'retries'>): Promise<Stopped>;
  replace(stopped: Stopped): Promise<void>;
}

export function createStoppedStore(kept: Kept<Stopped[]>): StoppedStore {
  let last: Promise<unknown> = Promise.resolve();

  function inTurn<T>(act: (list: Stopped[]) => Promise<T>): Promise<T> {
    const turn = last.then(async () => act((await kept.get()) ?? []));
    last = turn.catch(() => {});
    return turn;
  }

  return {
    get: (ref) => inTurn(async (list) => list.find((each) => each.ref === ref) ?? null),
    add: (stopped) =>
      inTurn(async (list) => {
        const before = list.find(
          (each) => each.url === stopped.url && stopped.at - each.at < sameAgainMs,
        );
        const added = { ...stopped, retries: before ? before.retries + 1 : 0 };
        const others = list.filter((each) => each.ref !== stopped.ref);
        await kept.set([added, ...others].slice(0, keptAtMost));
        return added;
      }),
    replace: (stopped) =>
      inTurn((list) => kept.set(list.map((each) => (each.ref === stopped.ref ? stopped : each)))),
  };
}
