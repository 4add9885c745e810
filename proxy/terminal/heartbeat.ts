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
  /** Each calls the listener at every change of a part of the body; answers how to stop. */
  readonly changes: readonly ((listener: () => void) => () => void)[];
  readonly log: Log;
  /** Milliseconds. */
  readonly every?: number;
}

export function startHeartbeat({
  hub,
  body,
  changes,
  log,
  every = 30_000,
}: HeartbeatOptions): AsyncDisposable {
  const end = new AbortController();
  let changed = new AbortController();
  const unsubscribe = changes.map((subscribe) => subscribe(() => changed.abort()));

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
      for (const stop of unsubscribe) stop();
      end.abort();
      await running;
    },
  };
}
