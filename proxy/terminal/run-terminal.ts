/**
 * The `proxy` process. It listens at once, also without a hub: then everything is refused. When the
 * hub first takes it in, or gives it a new name, its parts are made anew under that name.
 */
import os from 'node:os';
import { AuthorityError } from '../certificates/authority.ts';
import type { Environment } from '../platform/environment.ts';
import type { Log } from '../platform/log.ts';
import { pathsBelow } from '../platform/paths.ts';
import { StartError } from '../platform/start-error.ts';
import { AuditLogError, errorCode } from '../record/audit-log-error.ts';
import { type BackoffOptions, createBackoff } from './backoff.ts';
import { createHubClient } from './hub-client.ts';
import { findHub } from './hub-place.ts';
import { joinHub } from './join-hub.ts';
import { type PartsOptions, startParts } from './parts.ts';
import { readTerminal, type Terminal } from './terminal-file.ts';

export interface TerminalSettings {
  /** Between two attempts to join. */
  readonly joining?: BackoffOptions;
  /** Makes the parts. */
  readonly parts?: (options: PartsOptions) => Promise<AsyncDisposable>;
}

/** @throws StartError, or the system's error, where it cannot start */
export async function runTerminal(
  environment: Environment,
  log: Log,
  { joining = { first: 500, most: 10_000 }, parts = startParts }: TerminalSettings = {},
): Promise<AsyncDisposable> {
  const paths = pathsBelow(environment.home);
  const place = await findHub(paths, environment);
  const end = new AbortController();
  let terminal = await readTerminal(paths.terminal);
  let joiningNow: Promise<void> | null = null;

  async function join(): Promise<Terminal> {
    using hub = createHubClient({
      url: place.url,
      token: () => null,
      waiting: () => 0,
      timeout: 5_000,
    });
    const name = os.hostname();
    const { signal } = end;
    return joinHub({ hub, place, name, file: paths.terminal, before: terminal, signal });
  }

  function start(): Promise<AsyncDisposable> {
    return parts({
      environment,
      place,
      log,
      terminal: () => terminal,
      onUnauthorized: () => joinLater('the hub does not know this terminal: joining again'),
    });
  }

  function joinLater(why: string): void {
    if (joiningNow !== null || end.signal.aborted) return;
    log.warn(why);
    joiningNow = keepJoining().finally(() => {
      joiningNow = null;
    });
  }

  async function keepJoining(): Promise<void> {
    const backoff = createBackoff(joining);
    while (!end.signal.aborted) {
      // After the first failure always a pause: also a token that is refused at once is asked about slowly.
      await backoff.wait(end.signal);
      if (end.signal.aborted) return;
      try {
        await use(await join());
        return;
      } catch (error) {
        if (!isExpected(error)) throw error;
        const code = errorCode(error);
        // Each attempt makes a terminal at the hub, and only a person can mend this.
        if (code === 'other-root') return log.error({ code }, (error as Error).message);
        log.warn({ code }, (error as Error).message);
      }
    }
  }

  async function use(joined: Terminal): Promise<void> {
    const sameName = terminal?.terminal === joined.terminal;
    terminal = joined;
    log.info({ terminal: joined.terminal }, 'joined the hub');
    if (sameName) return;
    const former = running;
    // Nothing listens between the two: what comes is refused by the system, never let through.
    await former[Symbol.asyncDispose]();
    running = await start();
  }

  if (terminal === null) {
    try {
      terminal = await join();
      log.info({ terminal: terminal.terminal }, 'joined the hub');
    } catch (error) {
      if (!isExpected(error)) throw error;
      log.warn({ code: errorCode(error) }, 'started without a hub: everything is refused');
    }
  }
  let running = await start().catch((error) => {
    throw startError(error);
  });
  if (terminal === null) joinLater('waiting for the hub');

  return {
    async [Symbol.asyncDispose]() {
      end.abort();
      await joiningNow;
      await running[Symbol.asyncDispose]();
    },
  };
}

/** What the hub, the network or a missing token can do; anything else is a bug. */
function isExpected(error: unknown): boolean {
  return error instanceof Error && error.name === 'HubError';
}

/** What the person who starts the proxy can mend, as a sentence. */
function startError(error: unknown): unknown {
  if (error instanceof AuthorityError) return new StartError(error.message, { cause: error });
  if (!(error instanceof AuditLogError)) return error;
  const japanese: Record<string, string> = {
    locked: '別のプロキシがすでに動いています。そちらを終了してください',
    damaged:
      '監査ログの末尾が壊れています。フォルダーを別の場所へ移し、調査してから起動してください',
    'other-terminal': '監査ログが別の端末のものです。フォルダーを別の場所へ移してください',
    ENOSPC: 'ディスクに空きがなく、記録を書けません。空きを作ってください',
    EACCES: '記録を書く権限がありません。フォルダーの権限を確かめてください',
  };
  const first =
    japanese[error.code] ?? '監査ログを開けません。フォルダーとディスクを確かめてください';
  return new StartError(`${first} / ${error.message}`, { cause: error });
}
