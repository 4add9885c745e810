/** Vitest's global setup of the system tests: see sent-values.ts. */
import { openSentValues } from './sent-values.ts';

export function setup(): () => Promise<void> {
  const opened = openSentValues();
  return async () => opened[Symbol.asyncDispose]();
}
