/**
 * Tells the hub every half minute that this terminal lives, with what, and for whom; and at once
 * when something has changed.
 */
import type { Log } from '../platform/log.ts';
import { errorCode } from '../record/audit-log-error.ts';
import { pause } from './backoff.ts';
import type { HeartbeatBody, TerminalHubClient } from './hub-client.ts';

export interface HeartbeatOptions {
  readonly hub: Pick<TerminalHubClient, 'heartbeat'>;
  /** As it is at this moment. */
  body(): HeartbeatBody;
  /** Calls the listener at every change of what the body tells; answers how to stop. */
  subscribe(listener: () => void): () => void;
  readonly log: Log;
  /** Milliseconds. */
  readonly every?: number;
}

export function startHeartbeat({
  hub,
  body,
  subscribe,
  log,
  every = 30_000,
}: HeartbeatOptions): AsyncDisposable {
  const end = new AbortController();
  let changed = new AbortController();
  const unsubscribe = subscribe(() => changed.abort());

  async function run(): Promise<void> {
    while (!end.signal.aborted) {
      changed = new AbortController();
      try {
        await hub.heartbeat(body(), end.signal);
      } catch (error) {
        if (!end.signal.aborted) log.debug({ code: errorCode(error) }, 'no heartbeat');
      }
      await pause(every, AbortSignal.any([end.signal, changed.signal]));
    }
  }

  const running = run();
  return {
    async [Symbol.asyncDispose]() {
      unsubscribe();
      end.abort();
      await running;
    },
  };
}
