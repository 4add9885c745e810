/**
 * Stopped uploads that somebody may let go: asked for here, answered at the hub, kept on this
 * terminal, counted where they are used.
 *
 *   guard ─ ask ─► kept (file, 0600) ─► hub ─► who may ─► hub ─ refresh ─► kept ─► guard, gateway
 *
 * An approval is good for one content (keyed digest), one person, one host and port, until its end.
 * The file holds no value: names and findings are masked before they come here.
 */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import {
  type AskedApproval,
  type ListedApproval,
  type UploadApprovalBody,
  type UploadApprovalRequest,
  uploadApprovalBodySchema,
  uploadApprovalRequestSchema,
} from '../../shared/protocol/upload-approvals.ts';
import type { Log } from '../platform/log.ts';
import type { Place } from './acknowledgements.ts';
import { codeOf, createAsking, isApprovedAt, isForGood } from './ask-hub.ts';
import type { HubClient } from './hub-link.ts';
import { keptFile } from './kept-file.ts';

export interface UploadApprovals extends Disposable {
  /** @throws where it can neither be sent nor kept; `status` 429: too many wait */
  ask(body: UploadApprovalBody): Promise<AskedApproval>;
  /** The newest request of this person for this content and place. */
  standing(user: string, place: Place, digest: string): AskedApproval | null;
  /** What the person asked for, newest first. */
  list(user: string): ListedApproval[];
  /** Approvals by digest, where there is one for each of them; null: not all are approved. */
  take(
    user: string | null,
    places: readonly Place[],
    digests: readonly string[],
  ): ReadonlyMap<string, string> | null;
  /** Asks the hub, at most this long (milliseconds). Never rejects. */
  refresh(most: number): Promise<void>;
}

const keptSchema = z.strictObject({
  v: z.literal(1),
  waiting: z.array(uploadApprovalBodySchema),
  known: z.array(uploadApprovalRequestSchema),
});
type Kept = z.infer<typeof keptSchema>;

const waitingAtMost = 50;

export async function openUploadApprovals(options: {
  file: string;
  hub: Pick<HubClient, 'requestApproval' | 'approvals'>;
  now: () => number;
  log: Log;
  /** Milliseconds between two looks while an answer is waited for. */
  every?: number;
}): Promise<UploadApprovals> {
  const { file, hub, now, log, every = 5_000 } = options;
  const { now: kept, keep } = keptFile(file, await read(file));

  async function look(): Promise<void> {
    for (const body of kept().waiting) {
      try {
        const known = await hub.requestApproval(body);
        await keep((before) => ({ ...withKnown(before, [known]), waiting: without(before, body) }));
      } catch (error) {
        if (!isForGood(error)) throw error;
        log.warn({ reason: codeOf(error) }, 'a request for approval that waited was refused');
        await keep((before) => ({ ...before, waiting: without(before, body) }));
      }
    }
    const known = await hub.approvals();
    if (JSON.stringify(known) !== JSON.stringify(kept().known)) {
      await keep((before) => ({ ...before, known }));
    }
  }

  const asking = createAsking(look, log, 'approvals of uploads not read');

  const isWaiting = () =>
    kept().waiting.length > 0 || kept().known.some(({ state }) => state === 'open');
  const timer = setInterval(() => {
    if (isWaiting()) void asking.once();
  }, every);
  timer.unref();

  function toAsked(request: UploadApprovalRequest): AskedApproval {
    const { id, state, answer } = request;
    const until = answer?.until ?? null;
    const isOver = state === 'approved' && !lasts(request);
    return { id, state: isOver ? 'ended' : state, word: answer?.word ?? null, until };
  }
  const lasts = (request: UploadApprovalRequest) => isApprovedAt(request, now());

  return {
    async ask(body) {
      const fits = (each: UploadApprovalBody) =>
        each.user === body.user && isOf(each, body, body.item.digest);
      const before = kept().waiting.find(fits);
      if (before !== undefined) return waitingOne(before);
      try {
        const known = await hub.requestApproval(body);
        await keep((now) => withKnown(now, [known]));
        return toAsked(known);
      } catch (error) {
        if (isForGood(error)) throw error;
        if (kept().waiting.length >= waitingAtMost) {
          throw Object.assign(new Error('too many wait'), { status: 429 });
        }
        await keep((now) => ({ ...now, waiting: [...now.waiting, body] }));
        return waitingOne(body);
      }
    },
    standing(user, place, digest) {
      const waiting = kept().waiting.find(
        (each) => each.user === user && isOf(each, place, digest),
      );
      if (waiting !== undefined) return waitingOne(waiting);
      const own = kept().known.filter((each) => each.user === user && isOf(each, place, digest));
      const found = own.find(lasts) ?? own[0];
      return found === undefined ? null : toAsked(found);
    },
    list(user) {
      const { waiting, known } = kept();
      const ids = new Set(known.map(({ id }) => id));
      const owed = waiting.filter((each) => each.user === user && !ids.has(each.id));
      const rest = known.filter((each) => each.user === user);
      const of = ({ host, item }: UploadApprovalBody) => ({ host, name: item.name });
      return [
        ...owed.toReversed().map((each) => ({ ...waitingOne(each), ...of(each) })),
        ...rest.map((each) => ({ ...toAsked(each), ...of(each) })),
      ];
    },
    take(user, places, digests) {
      if (user === null || digests.length === 0) return null;
      const found = new Map<string, string>();
      for (const digest of digests) {
        const approval = kept().known.find(
          (each) =>
            each.user === user && lasts(each) && places.some((place) => isOf(each, place, digest)),
        );
        if (approval === undefined) return null;
        found.set(digest, approval.id);
      }
      return found;
    },
    refresh: asking.within,
    [Symbol.dispose]: () => clearInterval(timer),
  };
}

function isOf(
  { host, port, item }: UploadApprovalBody,
  place: Pick<Place, 'host' | 'port'>,
  digest: string,
): boolean {
  return digest !== '' && item.digest === digest && host === place.host && port === place.port;
}

function waitingOne({ id }: UploadApprovalBody): AskedApproval {
  return { id, state: 'waiting', word: null, until: null };
}

function withKnown(before: Kept, known: readonly UploadApprovalRequest[]): Kept {
  const ids = new Set(known.map(({ id }) => id));
  return { ...before, known: [...known, ...before.known.filter(({ id }) => !ids.has(id))] };
}

function without({ waiting }: Kept, body: UploadApprovalBody): UploadApprovalBody[] {
  return waiting.filter(({ id }) => id !== body.id);
}

/** A damaged file is begun anew: what is approved comes from the hub again. */
async function read(file: string): Promise<Kept> {
  try {
    return keptSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return { v: 1, waiting: [], known: [] };
  }
}
