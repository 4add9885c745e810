/** Tells the hub every half minute that this terminal lives, with what, and for whom. */
import type { Log } from '../platform/log.ts';
import { errorCode } from '../record/audit-log-error.ts';
import { pause } from './backoff.ts';
import type { HeartbeatBody, TerminalHubClient } from './hub-client.ts';

export interface HeartbeatOptions {
  readonly hub: Pick<TerminalHubClient, 'heartbeat'>;
  /** As it is at this moment. */
  body(): HeartbeatBody;
  readonly log: Log;
  /** Milliseconds. */
  readonly every?: number;
}

export function startHeartbeat({
  hub,
  body,
  log,
  every = 30_000,
}: HeartbeatOptions): AsyncDisposable {
  const end = new AbortController();

  async function run(): Promise<void> {
    while (!end.signal.aborted) {
      try {
        await hub.heartbeat(body(), end.signal);
      } catch (error) {
        if (!end.signal.aborted) log.debug({ code: errorCode(error) }, 'no heartbeat');
      }
      await pause(every, end.signal);
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
