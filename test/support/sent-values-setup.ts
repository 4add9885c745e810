/** Vitest's global setup of the system tests, one folder for all projects of a run: see sent-values.ts. */
import { isOpen, openSentValues } from './sent-values.ts';

export function setup(): () => Promise<void> {
  if (isOpen()) return async () => {};
  const opened = openSentValues();
  return async () => opened[Symbol.asyncDispose]();
}
