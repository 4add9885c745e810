/**
 *   documents in the store ─► set ─► its SHA-256 in the signed manifest ─► terminals
 * Kept up to date here: after each registration and removal, by whomever, and when a term ends.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { openRegisteredSet } from '../../../shared/detection/registered/registered-set.ts';
import { endOf } from '../../../shared/policy/japan-time.ts';
import {
  clearRegisteredFolder,
  readRegisteredFolder,
  writeRegisteredFolder,
} from '../../inspection/registered/registered-folder.ts';
import { usesOf } from '../../inspection/registered/registered-secret.ts';
import { writePrivateFile } from '../../platform/private-file.ts';
import type { StoredDocument } from '../store/document-store.ts';
import type { Store } from '../store/store.ts';
import type { BuildWork } from './build-set-in-worker.ts';
import { documentId } from './register-document.ts';

export interface KeptSet {
  readonly secret: Uint8Array;
  /** Its SHA-256; null where nothing is registered. */
  snapshot(): string | null;
  /** Of the set that counts now; null for any other hash. */
  file(hash: string): string | null;
  /** Fingerprints of a document that count; null until they are in the set. */
  counting(id: string): number | null;
  /** A terminal says whether it is without the set. */
  heard(terminal: string, isMissing: boolean): void;
  /** Terminals that said so in the last minutes. */
  missingAt(): number;
  /** Builds the set anew where something has changed. */
  tick(): Promise<void>;
}

export interface KeepSetOptions {
  readonly folder: string;
  readonly secret: Uint8Array;
  readonly store: Pick<Store, 'documents'>;
  readonly build: (work: BuildWork) => Promise<Uint8Array>;
  /** Another set counts now. */
  readonly changed: () => Promise<void>;
  readonly now: () => number;
}

const heardCounts = 5 * 60_000;

/** With the set of the last time, where it still says what the store says; else with a new one. */
export async function createKeptSet(options: KeepSetOptions): Promise<KeptSet> {
  const { folder, secret, store, build, changed, now } = options;
  const { name: key } = usesOf(secret);
  const madeOfFile = path.join(folder, 'made-of.json');
  const without = new Map<string, number>();
  let snapshot: string | null = null;
  let counting = new Map<string, number>();
  let madeOf: string | null = null;
  let running: Promise<void> | null = null;

  /** What the set depends on; fingerprints of a number never change. */
  async function wanted() {
    const all = await store.documents.list();
    const active = all.filter((each) => !hasEnded(each, now()));
    const facts = active.map(({ number, level, owner, until, purpose }) => {
      return { number, level, owner, until, purpose };
    });
    return { active, text: JSON.stringify({ v: 1, key, facts }) };
  }

  async function take(bytes: Uint8Array | null, text: string): Promise<void> {
    const set = bytes === null ? null : openRegisteredSet(bytes);
    if (bytes !== null && set === null) throw new Error('a set that was built cannot be opened');
    snapshot = bytes === null ? null : createHash('sha256').update(bytes).digest('hex');
    if (bytes === null || snapshot === null) await clearRegisteredFolder(folder);
    else await writeRegisteredFolder(folder, { snapshot, secret }, bytes);
    await writePrivateFile(madeOfFile, text);
    counting = new Map(set?.documents.map(({ id, fingerprints }) => [id, fingerprints]));
    madeOf = text;
  }

  async function gramsOf({ number }: StoredDocument): Promise<Uint32Array> {
    // A copy of its own: it goes over to the thread.
    return new Uint32Array((await store.documents.grams(number)).slice().buffer);
  }

  /** @returns whether another set counts now */
  async function refresh(): Promise<boolean> {
    const { active, text } = await wanted();
    if (text === madeOf) return false;
    const documents = active.filter(({ purpose }) => purpose === 'document');
    if (documents.length === 0) {
      const had = snapshot !== null;
      await take(null, text);
      return had;
    }
    const work: { documents: BuildWork['documents'][number][]; stops: Uint32Array[] } = {
      documents: [],
      stops: [],
    };
    for (const document of active) {
      const grams = await gramsOf(document);
      const { number, owner, level, until, bytes, digest, purpose } = document;
      if (purpose === 'common') work.stops.push(grams);
      else {
        const end = until === '' ? null : endOf(until);
        const id = documentId(number);
        work.documents.push({ id, owner, level, until: end, bytes, digest, grams });
      }
    }
    const before = snapshot;
    await take(await build({ ...work, key }), text);
    return snapshot !== before;
  }

  async function open(): Promise<void> {
    const { text } = await wanted();
    const kept = await readRegisteredFolder(folder);
    const last = await readFile(madeOfFile, 'utf8').catch(() => null);
    if (kept === 'damaged' || last !== text) {
      await refresh();
      return;
    }
    madeOf = text;
    if (kept === null) return;
    const set = openRegisteredSet(await readFile(kept.source.file));
    snapshot = kept.snapshot;
    counting = new Map(set?.documents.map(({ id, fingerprints }) => [id, fingerprints]));
  }

  await open();
  return {
    secret,
    snapshot: () => snapshot,
    file: (hash) => (hash === snapshot ? path.join(folder, hash) : null),
    counting: (id) => counting.get(id) ?? null,
    heard(terminal, isMissing) {
      if (isMissing) without.set(terminal, now());
      else without.delete(terminal);
    },
    missingAt() {
      for (const [terminal, at] of without) {
        if (now() - at > heardCounts) without.delete(terminal);
      }
      return without.size;
    },
    /** One at a time; who comes meanwhile waits for a run that began after it came. */
    async tick() {
      while (running !== null) await running.catch(() => {});
      const run = (async () => {
        if (await refresh()) await changed();
      })();
      running = run;
      try {
        await run;
      } finally {
        running = null;
      }
    },
  };
}

export function hasEnded({ until }: Pick<StoredDocument, 'until'>, at: number): boolean {
  return until !== '' && at >= endOf(until);
}
