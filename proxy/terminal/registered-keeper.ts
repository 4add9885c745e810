/**
 * The fingerprints of registered documents on this terminal: those that the policy in force names,
 * fetched from the hub once. Until they are here those before them count; without any, nothing that
 * is inspected counts as whole (docs/inspection.md).
 */

import { openRegisteredSet } from '../../shared/detection/registered/registered-set.ts';
import type { RegisteredSource } from '../inspection/messages.ts';
import {
  clearRegisteredFolder,
  readRegisteredFolder,
  writeRegisteredFolder,
} from '../inspection/registered/registered-folder.ts';
import { usesOf } from '../inspection/registered/registered-secret.ts';
import type { Log } from '../platform/log.ts';
import { errorCode } from '../record/audit-log-error.ts';
import type { TerminalHubClient } from './hub-client.ts';

export interface RegisteredKeeper {
  /** null: no document is registered. */
  current(): RegisteredSource | 'missing' | null;
  /** Fetches what the policy names and is not here. Never rejects. */
  bring(signal: AbortSignal): Promise<void>;
}

export async function createRegisteredKeeper(options: {
  folder: string;
  /** SHA-256 of those that the policy in force names; null: none. */
  wanted: () => string | null;
  hub: Pick<TerminalHubClient, 'registered' | 'registeredSecret'>;
  log: Log;
}): Promise<RegisteredKeeper> {
  const { folder, wanted, hub, log } = options;
  const kept = await readRegisteredFolder(folder);
  if (kept === 'damaged') log.error({ folder }, 'fingerprints on disk are damaged');
  let here = kept === 'damaged' ? null : kept;
  let bringing: Promise<void> | null = null;

  async function fetch(snapshot: string, signal: AbortSignal): Promise<void> {
    const [bytes, secret] = await Promise.all([
      hub.registered(snapshot, signal),
      hub.registeredSecret(signal),
    ]);
    if (openRegisteredSet(bytes)?.key !== usesOf(secret).name) {
      log.error({ snapshot }, 'fingerprints of the hub cannot be opened');
      return;
    }
    const source = await writeRegisteredFolder(folder, { snapshot, secret }, bytes);
    here = { snapshot, secret, source };
  }

  async function bringNow(signal: AbortSignal): Promise<void> {
    const snapshot = wanted();
    if (snapshot === (here?.snapshot ?? null)) return;
    try {
      if (snapshot !== null) return await fetch(snapshot, signal);
      here = null;
      await clearRegisteredFolder(folder);
    } catch (error) {
      if (!signal.aborted) {
        log.warn({ code: errorCode(error), snapshot }, 'the hub gave no fingerprints');
      }
    }
  }

  return {
    current() {
      if (wanted() === null) return null;
      return here?.source ?? 'missing';
    },
    bring(signal) {
      bringing ??= bringNow(signal).finally(() => {
        bringing = null;
      });
      return bringing;
    },
  };
}
