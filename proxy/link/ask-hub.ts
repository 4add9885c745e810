/** Asking the hub again and again what became of something, one asking at a time. */
import type { Log } from '../platform/log.ts';

export interface Asking {
  /** Who asks while it is asked waits for the same. Never rejects. */
  once(): Promise<void>;
  /** At most this long (milliseconds). Never rejects. */
  within(most: number): Promise<void>;
  idle(): Promise<void>;
}

/** @param failed what the log says where it did not work */
export function createAsking(ask: () => Promise<void>, log: Log, failed: string): Asking {
  let asking: Promise<void> | null = null;
  function once(): Promise<void> {
    asking ??= ask()
      .catch((error) => log.debug({ reason: codeOf(error) }, failed))
      .finally(() => {
        asking = null;
      });
    return asking;
  }
  return {
    once,
    async within(most) {
      let end: NodeJS.Timeout | undefined;
      const limit = new Promise<void>((resolve) => {
        end = setTimeout(resolve, most);
      });
      await Promise.race([once(), limit]);
      clearTimeout(end);
    },
    async idle() {
      await asking;
    },
  };
}

/** The hub's clock may be a little ahead. */
const clockSlack = 120_000;

/** Whether what somebody approved counts at this moment (epoch ms). */
export function isApprovedAt(
  {
    state,
    answer,
  }: {
    readonly state: string;
    readonly answer: { readonly at: string; readonly until: string | null } | null;
  },
  now: number,
): boolean {
  return (
    state === 'approved' &&
    answer?.until != null &&
    Date.parse(answer.at) - clockSlack <= now &&
    now < Date.parse(answer.until)
  );
}

/** The hub has it, and will not take it: 4xx, but for a token that is about to be replaced. */
export function isForGood(error: unknown): boolean {
  const { status, code } = (error ?? {}) as { status?: unknown; code?: unknown };
  return code === 'refused' && typeof status === 'number' && status >= 400 && status < 500;
}

export function codeOf(error: unknown): unknown {
  return (error as { code?: unknown } | null)?.code;
}
