/** Once an hour: records that the hub has, and that the policy no longer keeps, are deleted. */
import { addDuration } from '../../shared/policy/duration.ts';
import type { Log } from '../platform/log.ts';
import type { AuditLog } from '../record/audit-log.ts';
import { errorCode } from '../record/audit-log-error.ts';
import type { Outbox } from '../record/outbox.ts';
import type { TerminalPolicy } from './policy-holder.ts';

export interface KeepRecordsOptions {
  readonly audit: Pick<AuditLog, 'dropBefore'>;
  readonly outbox: Pick<Outbox, 'sentUpTo'>;
  readonly policy: Pick<TerminalPolicy, 'current'>;
  readonly log: Log;
  readonly now?: () => number;
  /** Milliseconds. */
  readonly every?: number;
}

export function keepRecords(options: KeepRecordsOptions): AsyncDisposable {
  const { audit, outbox, policy, log, now = Date.now, every = 3_600_000 } = options;
  let running: Promise<void> = Promise.resolve();

  async function dropOld(): Promise<void> {
    const state = policy.current();
    const period = state.state === 'none' ? undefined : state.policy.retention?.access;
    // Without a period in the policy nothing is deleted.
    if (period === undefined) return;
    try {
      const dropped = await audit.dropBefore(addDuration(now(), period, -1), outbox.sentUpTo);
      if (dropped > 0) log.info({ dropped }, 'segments past their retention were deleted');
    } catch (error) {
      log.error({ code: errorCode(error) }, 'old records could not be deleted');
    }
  }

  const timer = setInterval(() => {
    running = running.then(dropOld);
  }, every);
  timer.unref();
  running = dropOld();
  return {
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      await running;
    },
  };
}
