/**
 * The snapshots of feeds on this terminal: each under its SHA-256, fetched from the hub once, and
 * opened in memory as long as the policy names it.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { type HostSet, openHostSet } from '../../shared/destination/host-set.ts';
import type { Log } from '../platform/log.ts';
import { makePrivateFolder, writePrivateFile } from '../platform/private-file.ts';
import { errorCode } from '../record/audit-log-error.ts';

/** Hashes by the list's id, as the manifest names them. */
export type NamedFeeds = Readonly<Record<string, string>>;

export interface FeedKeeper {
  /** What is here of them; never asks the hub. */
  local(named: NamedFeeds): Promise<Map<string, HostSet>>;
  /** Fetches what is not here. @returns whether all is here now */
  bring(named: NamedFeeds, signal: AbortSignal): Promise<boolean>;
  /** Forgets every other one. */
  keepOnly(hashes: ReadonlySet<string>): Promise<void>;
}

export interface FeedKeeperOptions {
  readonly folder: string;
  /** The bytes of this hash, verified. @throws where the hub does not give them */
  readonly fetch: (hash: string, signal: AbortSignal) => Promise<Uint8Array>;
  readonly log: Log;
}

const isHash = (name: string) => /^[0-9a-f]{64}$/.test(name);

export function createFeedKeeper({ folder, fetch, log }: FeedKeeperOptions): FeedKeeper {
  const opened = new Map<string, HostSet>();
  const fetching = new Map<string, Promise<boolean>>();
  const fileOf = (hash: string) => path.join(folder, hash);

  /** @param bytes of this hash, compared */
  function hold(hash: string, bytes: Uint8Array): HostSet | null {
    const set = openHostSet(bytes, true);
    if (set === null) log.error({ hash }, 'a snapshot cannot be opened');
    else opened.set(hash, set);
    return set;
  }

  /** A file that was changed or cut is as if it were not there. */
  async function open(hash: string): Promise<HostSet | null> {
    const known = opened.get(hash);
    if (known !== undefined) return known;
    if (!isHash(hash)) return null;
    try {
      if ((await hashOf(fileOf(hash))) !== hash) {
        log.error({ hash }, 'a snapshot on disk is damaged');
        await rm(fileOf(hash), { force: true });
        return null;
      }
      return hold(hash, await readFile(fileOf(hash)));
    } catch (error) {
      if (errorCode(error) !== 'ENOENT') log.error({ code: errorCode(error), hash }, 'not read');
      return null;
    }
  }

  async function bringOne(hash: string, signal: AbortSignal): Promise<boolean> {
    if ((await open(hash)) !== null) return true;
    try {
      const bytes = await fetch(hash, signal);
      if (hold(hash, bytes) === null) return false;
      await makePrivateFolder(folder);
      await writePrivateFile(fileOf(hash), bytes).catch((error) => {
        log.error({ code: errorCode(error) }, 'a snapshot could not be kept for the next start');
      });
      return true;
    } catch (error) {
      if (!signal.aborted) log.warn({ code: errorCode(error), hash }, 'the hub gave no snapshot');
      return false;
    }
  }

  return {
    async local(named) {
      const found = new Map<string, HostSet>();
      for (const [list, hash] of Object.entries(named)) {
        const set = await open(hash);
        if (set !== null) found.set(list, set);
      }
      return found;
    },
    async bring(named, signal) {
      const all = [...new Set(Object.values(named))].map((hash) => {
        const running =
          fetching.get(hash) ?? bringOne(hash, signal).finally(() => fetching.delete(hash));
        fetching.set(hash, running);
        return running;
      });
      return (await Promise.all(all)).every(Boolean);
    },
    async keepOnly(hashes) {
      for (const hash of opened.keys()) if (!hashes.has(hash)) opened.delete(hash);
      const names = await readdir(folder).catch(() => []);
      for (const name of names) {
        // Drafts of a write that was killed are named after their file.
        const isKept = hashes.has(name) || fetching.has(name.slice(0, 64));
        if (!isKept) await rm(path.join(folder, name), { force: true });
      }
    },
  };
}

/** In pieces: a file of megabytes does not hold the thread. */
async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(chunk);
  return hash.digest('hex');
}
