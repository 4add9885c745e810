/**
 * Drafts that the hub has not got yet, one file each (0600): text as it goes, masked, and pictures.
 *
 *   asked for ─► file ─► hub has it ─► gone
 *                  └───► hub will not take it ─► stays, without its pictures, until its person takes it back
 */
import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import {
  type AskedDraft,
  type DraftBody,
  draftBodySchema,
  type TerminalDraft,
} from '../../shared/protocol/drafts.ts';
import type { Log } from '../platform/log.ts';
import { makePrivateFolder, writePrivateFile } from '../platform/private-file.ts';
import { codeOf, isForGood } from './ask-hub.ts';
import type { DraftHub } from './hub-link.ts';

const waitingSchema = z.strictObject({
  v: z.literal(1),
  at: z.string(),
  isRefused: z.boolean(),
  body: draftBodySchema,
});

export interface WaitingDraft {
  readonly at: string;
  readonly isRefused: boolean;
  /** Without the pictures' bytes. */
  readonly body: DraftBody;
}

export interface WaitingDrafts {
  /** Durable. @returns false: there is no room @throws where it cannot be written */
  add(body: DraftBody, at: string): Promise<boolean>;
  /** Oldest first. */
  all(): readonly WaitingDraft[];
  /** With the pictures; null: it is gone, or damaged. */
  read(id: string): Promise<DraftBody | null>;
  refuse(id: string): Promise<void>;
  drop(id: string): Promise<void>;
}

const mostWaiting = 20;

export async function openWaitingDrafts(
  folder: string,
  log: Log,
  mostBytes = 64 * 1024 * 1024,
): Promise<WaitingDrafts> {
  const known = new Map<string, WaitingDraft & { readonly size: number }>();
  const fileOf = (id: string) => path.join(folder, `${id}.json`);

  async function write(waiting: WaitingDraft): Promise<void> {
    const text = JSON.stringify({ v: 1, ...waiting });
    await writePrivateFile(fileOf(waiting.body.id), text);
    remember(waiting, text.length);
  }
  function remember({ at, isRefused, body }: WaitingDraft, size: number): void {
    known.set(body.id, { at, isRefused, body: withoutBytes(body), size });
  }

  await makePrivateFolder(folder);
  for (const name of (await readdir(folder)).toSorted()) {
    const file = path.join(folder, name);
    // A crash left it half written: whoever asked was told of nothing.
    if (!name.endsWith('.json')) {
      await rm(file, { force: true });
      continue;
    }
    try {
      const text = await readFile(file, 'utf8');
      remember(waitingSchema.parse(JSON.parse(text)), text.length);
    } catch (error) {
      log.warn({ reason: codeOf(error) ?? 'damaged' }, 'a draft that waits cannot be read');
    }
  }

  return {
    async add(body, at) {
      const sum = [...known.values()].reduce((all, { size }) => all + size, 0);
      const size = JSON.stringify(body).length;
      if (known.size >= mostWaiting || sum + size > mostBytes) return false;
      await write({ at, isRefused: false, body });
      return true;
    },
    all: () => [...known.values()].toSorted((a, b) => (a.at < b.at ? -1 : 1)),
    async read(id) {
      try {
        const text = await readFile(fileOf(id), 'utf8');
        return waitingSchema.parse(JSON.parse(text)).body;
      } catch {
        return null;
      }
    },
    async refuse(id) {
      const waiting = known.get(id);
      if (waiting === undefined) return;
      await write({ at: waiting.at, isRefused: true, body: waiting.body });
    },
    async drop(id) {
      known.delete(id);
      await rm(fileOf(id), { force: true });
    },
  };
}

/**
 * Oldest first; one that the hub has already is the same there.
 * @throws where the hub cannot be reached
 */
export async function sendWaiting(
  waiting: Pick<WaitingDrafts, 'all' | 'read' | 'refuse' | 'drop'>,
  hub: Pick<DraftHub, 'writeDraft'>,
  keep: (draft: TerminalDraft) => Promise<void>,
  log: Log,
): Promise<void> {
  for (const { body: shown, isRefused } of waiting.all()) {
    if (isRefused) continue;
    const body = await waiting.read(shown.id);
    try {
      if (body !== null) await keep(await hub.writeDraft(body));
      await waiting.drop(shown.id);
    } catch (error) {
      // Too many open ones: later there may be room.
      if (!isForGood(error) || (error as { status?: unknown }).status === 429) throw error;
      log.warn({ reason: codeOf(error) }, 'a draft that waited was refused');
      await waiting.refuse(shown.id);
    }
  }
}

export function askedWaiting({ at, isRefused, body }: WaitingDraft): AskedDraft {
  const { id, service, account, act, topic, text, masked, pictures } = body;
  return {
    ...{ id, at, service, account, act, topic, text },
    state: isRefused ? 'refused' : 'waiting',
    isWhole: !masked,
    files: pictures.length,
    ...{ words: null, word: null, until: null, changed: null },
  };
}

function withoutBytes(body: DraftBody): DraftBody {
  return { ...body, pictures: body.pictures.map((picture) => ({ ...picture, data: null })) };
}
