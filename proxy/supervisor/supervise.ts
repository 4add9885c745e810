/**
 *   start ─fork→ hub     a part that dies is started again with a backoff; a part that cannot
 *         └fork→ proxy   start the first time ends the whole with its sentence
 */
import { type ChildProcess, fork } from 'node:child_process';
import type { Log } from '../platform/log.ts';
import { StartError } from '../platform/start-error.ts';
import { createBackoff } from './backoff.ts';
import type { PartMessage } from './part.ts';

export interface Supervised extends AsyncDisposable {
  /** What the part wanted printed at its first start. */
  readonly notice: string | null;
  readonly pid: () => number | undefined;
}

export interface Supervision {
  readonly name: string;
  readonly program: string;
  readonly argv: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly log: Log;
  /** Aborted when the whole ends: a part that ends with it is not started again. */
  readonly ending: AbortSignal;
  /** Milliseconds from the polite request to end to the forced one. */
  readonly patience?: number;
}

/** Resolves when the part has said that it is ready. @throws StartError where it cannot start */
export async function supervise(options: Supervision): Promise<Supervised> {
  const { name, log } = options;
  const backoff = createBackoff();
  const ended = new AbortController();
  const ending = AbortSignal.any([options.ending, ended.signal]);
  let child = startChild(options);
  const notice = await ready(child, name);
  watch(child, Date.now());

  function watch(current: ChildProcess, since: number): void {
    current.once('exit', (code, signal) => {
      if (ending.aborted) return;
      const wait = backoff.next(Date.now() - since);
      log.warn({ name, code, signal, wait }, 'part died; starting it again');
      const timer = setTimeout(() => {
        child = startChild(options);
        watch(child, Date.now());
      }, wait);
      ending.addEventListener('abort', () => clearTimeout(timer), { once: true });
    });
  }

  return {
    notice,
    pid: () => child.pid,
    async [Symbol.asyncDispose]() {
      ended.abort();
      await end(child, options.patience ?? 9_000);
    },
  };
}

function startChild({ program, argv, env }: Supervision): ChildProcess {
  const child = fork(program, argv, { env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  child.on('error', () => child.kill('SIGKILL'));
  return child;
}

function ready(child: ChildProcess, name: string): Promise<string | null> {
  return new Promise((resolve, reject) => {
    child.once('message', (message: PartMessage) => {
      if (message.type === 'ready') resolve(message.notice);
      else reject(new StartError(message.sentence));
    });
    child.once('exit', (code, signal) =>
      reject(new StartError(`${name}: ended before it was ready (${signal ?? code})`)),
    );
  });
}

async function end(child: ChildProcess, patience: number): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const limit = setTimeout(() => child.kill('SIGKILL'), patience);
  // The channel works everywhere; a signal is a forced end on Windows.
  if (child.connected) child.disconnect();
  else child.kill('SIGTERM');
  await gone;
  clearTimeout(limit);
}
