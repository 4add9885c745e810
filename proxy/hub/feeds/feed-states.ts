/** What the hub knows of each feed, and the snapshots, on disk: `states.json` beside one file per SHA-256. */
import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { feedFaults, feedFormats } from '../../../shared/destination/feeds/feed-reader.ts';
import { feedFailures } from '../../../shared/destination/feeds/feed-words.ts';
import { type HostSet, openHostSet } from '../../../shared/destination/host-set.ts';
import { writePrivateFile } from '../../platform/private-file.ts';
import { sha256 } from '../../record/sha256.ts';
import { createTurns } from '../records/turns.ts';

const reportSchema = z.object({
  format: z.enum(feedFormats),
  lines: z.number(),
  taken: z.number(),
  filters: z.number(),
  exceptions: z.number(),
  doubles: z.number(),
  skipped: z.partialRecord(z.enum(feedFaults), z.number()),
  /** `text` is masked. */
  problems: z.array(z.object({ line: z.number(), fault: z.enum(feedFaults), text: z.string() })),
});

export const feedStateSchema = z.object({
  /** The list's action and feed, as JSON: a snapshot made by another one does not count. */
  definition: z.string(),
  /** SHA-256 of the snapshot that counts; null before the first. */
  snapshot: z.string().nullable(),
  /** When that snapshot came. */
  fetchedAt: z.string().nullable(),
  report: reportSchema.nullable(),
  /** Of the source, as it was taken last. */
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
  stamp: z.string().nullable(),
  sourceSha256: z.string().nullable(),
  checkedAt: z.string(),
  failure: z
    .object({ code: z.enum(feedFailures), since: z.string(), report: reportSchema.nullable() })
    .nullable(),
});
export type FeedState = z.infer<typeof feedStateSchema>;

const statesSchema = z.object({ v: z.literal(1), feeds: z.record(z.string(), feedStateSchema) });

export interface FeedStates {
  get(list: string): FeedState | undefined;
  /** The opened snapshot of a state; null where its file is gone or damaged. */
  open(state: FeedState): HostSet | null;
  fileOf(hash: string): string;
  /** Keeps the snapshot first, then the state that names it: a kill between the two loses nothing. */
  put(list: string, state: FeedState, snapshot?: Uint8Array): Promise<void>;
  /** Forgets lists that are gone, and snapshots that no state names. */
  keepOnly(lists: ReadonlySet<string>): Promise<void>;
}

export async function openFeedStates(folder: string): Promise<FeedStates> {
  const file = path.join(folder, 'states.json');
  const states = new Map(Object.entries(await readStates(file)));
  const opened = new Map<string, HostSet>();
  /** Two at once would write the file of states over each other. */
  const inTurn = createTurns();
  const fileOf = (hash: string) => path.join(folder, hash);
  for (const { snapshot } of states.values()) {
    if (snapshot === null) continue;
    const set = await readSnapshot(fileOf(snapshot), snapshot);
    if (set !== null) opened.set(snapshot, set);
  }

  async function write(): Promise<void> {
    const text = JSON.stringify({ v: 1, feeds: Object.fromEntries(states) });
    await writePrivateFile(file, `${text}\n`);
  }

  async function removeOthers(): Promise<void> {
    const named = new Set([...states.values()].map(({ snapshot }) => snapshot));
    for (const hash of opened.keys()) if (!named.has(hash)) opened.delete(hash);
    for (const name of await readdir(folder)) {
      if (named.has(name)) continue;
      if (/^[0-9a-f]{64}/.test(name)) await rm(fileOf(name), { force: true });
    }
  }

  return {
    get: (list) => states.get(list),
    open: ({ snapshot }) => (snapshot === null ? null : (opened.get(snapshot) ?? null)),
    fileOf,
    put: (list, state, snapshot) =>
      inTurn('states', async () => {
        if (snapshot !== undefined && state.snapshot !== null) {
          const set = openHostSet(snapshot);
          if (set === null) throw new Error('a snapshot cannot be opened');
          await writePrivateFile(fileOf(state.snapshot), snapshot);
          opened.set(state.snapshot, set);
        }
        states.set(list, state);
        await write();
        if (snapshot !== undefined) await removeOthers();
      }),
    keepOnly: (lists) =>
      inTurn('states', async () => {
        const gone = [...states.keys()].filter((list) => !lists.has(list));
        if (gone.length === 0) return;
        for (const list of gone) states.delete(list);
        await write();
        await removeOthers();
      }),
  };
}

/** Damaged or of another version: all feeds are fetched anew. */
async function readStates(file: string): Promise<Record<string, FeedState>> {
  try {
    return statesSchema.parse(JSON.parse(await readFile(file, 'utf8'))).feeds;
  } catch {
    return {};
  }
}

async function readSnapshot(file: string, hash: string): Promise<HostSet | null> {
  try {
    const bytes = await readFile(file);
    return sha256(bytes) === hash ? openHostSet(bytes, true) : null;
  } catch {
    return null;
  }
}
