/** The current bundle, and the terminals that wait for a newer one. */
import type { SignedBundle } from '../../../shared/policy/bundle.ts';

export interface FeedState {
  readonly revision: number;
  /** ISO: of the same revision, the later one is newer (it was signed again). */
  readonly fresh: string;
  readonly bundle: SignedBundle;
}

export interface BundleFeed {
  current(): FeedState | null;
  set(state: FeedState): void;
  /**
   * Resolves with a state that `isNews` takes, at once or when it comes; null after `ms`, at the
   * end, or when the signal aborts.
   */
  wait(
    isNews: (state: FeedState) => boolean,
    ms: number,
    signal: AbortSignal,
  ): Promise<FeedState | null>;
  /** Everyone who waits gets null. */
  end(): void;
}

export function createBundleFeed(): BundleFeed {
  let state: FeedState | null = null;
  let ended = false;
  const waiting = new Set<() => void>();
  const wake = () => {
    for (const each of [...waiting]) each();
  };
  return {
    current: () => state,
    set(next) {
      state = next;
      wake();
    },
    wait: (isNews, ms, signal) =>
      new Promise((resolve) => {
        const finish = (result: FeedState | null) => {
          clearTimeout(timer);
          waiting.delete(look);
          signal.removeEventListener('abort', give);
          resolve(result);
        };
        const give = () => finish(null);
        const look = () => {
          if (state !== null && isNews(state)) finish(state);
          else if (ended || signal.aborted) give();
        };
        const timer = setTimeout(give, ms);
        waiting.add(look);
        signal.addEventListener('abort', give);
        look();
      }),
    end() {
      ended = true;
      wake();
    },
  };
}
