/** Asks the hub for each newer bundle, by a call that the hub answers when there is one. */
import type { Log } from '../platform/log.ts';
import { errorCode } from '../record/audit-log-error.ts';
import { type BackoffOptions, createBackoff, pause } from './backoff.ts';
import type { TerminalHubClient } from './hub-client.ts';
import type { TerminalPolicy } from './policy-holder.ts';
import type { RegisteredKeeper } from './registered-keeper.ts';

export interface WatchPolicyOptions {
  readonly hub: Pick<TerminalHubClient, 'bundle'>;
  readonly policy: Pick<TerminalPolicy, 'offer' | 'revision' | 'fresh' | 'completeFeeds'>;
  /** Another bundle may name other fingerprints of registered documents. */
  readonly registered?: Pick<RegisteredKeeper, 'bring'>;
  readonly log: Log;
  readonly backoff?: BackoffOptions;
  /** Seconds that the hub may hold the call. */
  readonly holdFor?: number;
  /** Milliseconds between two calls that brought nothing: a hub that does not hold them is not flooded. */
  readonly leastBetween?: number;
}

export function watchPolicy(options: WatchPolicyOptions): AsyncDisposable {
  const { hub, policy, log, holdFor = 25, leastBetween = 1_000 } = options;
  const backoff = createBackoff(options.backoff ?? { first: 1_000, most: 15_000 });
  const end = new AbortController();

  async function askOnce(): Promise<void> {
    const began = performance.now();
    const bundle = await hub.bundle(policy.revision, policy.fresh, holdFor, end.signal);
    const taken = bundle === null ? 'none' : await policy.offer(bundle, end.signal);
    // Not waited for: a long list must not keep the next policy from coming.
    void policy.completeFeeds(end.signal);
    void options.registered?.bring(end.signal);
    if (taken === 'refused') return backoff.wait(end.signal);
    backoff.reset();
    const took = performance.now() - began;
    if (taken !== 'applied' && took < leastBetween) await pause(leastBetween - took, end.signal);
  }

  async function run(): Promise<void> {
    while (!end.signal.aborted) {
      try {
        await askOnce();
      } catch (error) {
        if (end.signal.aborted) return;
        log.debug({ code: errorCode(error) }, 'the hub gave no policy');
        await backoff.wait(end.signal);
      }
    }
  }

  const running = run();
  return {
    async [Symbol.asyncDispose]() {
      end.abort();
      await running;
    },
  };
}
