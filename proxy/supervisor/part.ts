/**
 * One part (hub or proxy) as a process: starts, says that it is ready, ends on a signal or when
 * its supervisor is gone. Expected failures are one sentence and exit code 1.
 */
import { EnvironmentError } from '../platform/environment.ts';
import { startSentence } from '../platform/start-error.ts';

/** What a part tells its supervisor. */
export type PartMessage =
  | { readonly type: 'ready'; readonly notice: string | null }
  | { readonly type: 'failed'; readonly sentence: string };

export interface RunningPart extends AsyncDisposable {
  /** Something to be printed once, e.g. the one-time link for the first administrator. */
  readonly notice: string | null;
}

/** Longer than this nothing may take to end; a supervisor waits a little more. */
const endWithinMs = 8_000;

export async function runPart(start: () => Promise<RunningPart>): Promise<void> {
  let part: RunningPart;
  try {
    part = await start();
  } catch (error) {
    const sentence = error instanceof EnvironmentError ? error.message : startSentence(error);
    if (sentence === null) throw error;
    if (process.connected) tell({ type: 'failed', sentence });
    else process.stderr.write(`sekisho: ${sentence}\n`);
    process.exitCode = 1;
    leave();
    return;
  }
  const asked = untilAskedToEnd(); // before anybody is told: the answer may be a signal
  tell({ type: 'ready', notice: part.notice });
  if (process.send === undefined && part.notice !== null) process.stdout.write(`${part.notice}\n`);
  await asked;
  const limit = setTimeout(() => process.exit(1), endWithinMs);
  await part[Symbol.asyncDispose]();
  clearTimeout(limit);
  leave();
}

function tell(message: PartMessage): void {
  // The callback takes the error of a supervisor that is gone: 'disconnect' ends this part anyway.
  if (process.connected) process.send?.(message, () => {});
}

function leave(): void {
  if (process.connected) process.disconnect?.();
}

/** SIGTERM, SIGINT, or the supervisor's end of the channel closing (kill -9 closes it too). */
export function untilAskedToEnd(): Promise<void> {
  const orphaned = process.send !== undefined && !process.connected;
  if (orphaned) return Promise.resolve();
  return new Promise((resolve) => {
    process.once('SIGTERM', () => resolve());
    process.once('SIGINT', () => resolve());
    process.once('disconnect', () => resolve());
  });
}
