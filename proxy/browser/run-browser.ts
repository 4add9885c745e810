/** Starts the browser, waits for its end, and ends it when asked to. */
import { spawn } from 'node:child_process';

const endWithinMs = 5_000;

/** @returns its exit code; null where a signal ended it */
export function runBrowser(
  binary: string,
  flags: readonly string[],
  options: { readonly env: NodeJS.ProcessEnv; readonly end: Promise<void> },
): Promise<number | null> {
  const child = spawn(binary, flags, { env: options.env, stdio: ['ignore', 'ignore', 'ignore'] });
  return new Promise((resolve, reject) => {
    let limit: NodeJS.Timeout | undefined;
    child.once('error', reject);
    child.once('exit', (code) => {
      clearTimeout(limit);
      resolve(code);
    });
    void options.end.then(() => {
      child.kill('SIGTERM');
      limit = setTimeout(() => child.kill('SIGKILL'), endWithinMs);
    });
  });
}
