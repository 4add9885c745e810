/**
 * Requests for access that the hub has not got yet: kept in a file, sent when it answers again.
 *
 *   link ─► hub ─► taken
 *            └ away ─► kept (`waiting`) ─► hub is back ─► taken, or refused for good: dropped
 *
 * What was sent and not answered is sent again: the hub knows the same open request of the same
 * person and answers with that one.
 */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { decisionId } from '../../shared/policy/decision-id.ts';
import type { AccessRequest } from '../../shared/protocol/link.ts';
import { accessRequestBodySchema } from '../../shared/protocol/terminal.ts';
import type { AccessRequestBody, HubClient } from '../link/hub-link.ts';
import type { Log } from '../platform/log.ts';
import { writePrivateFile } from '../platform/private-file.ts';
import { errorCode } from '../record/audit-log-error.ts';
import { HubError } from './hub-request.ts';

/** More of one person are no requests any more: somebody has to be called. */
const waitingAtMost = 20;
const peopleKept = 200;

const keptSchema = z.strictObject({
  v: z.literal(1),
  waiting: z.array(z.object({ id: z.string(), at: z.string(), body: accessRequestBodySchema })),
});
type Waiting = z.infer<typeof keptSchema>['waiting'][number];

export interface WaitingRequests extends Pick<HubClient, 'requestAccess' | 'accessRequests'> {
  /** Sends what waits, as far as the hub takes it. Never rejects. */
  flush(): Promise<void>;
}

/** A file that is damaged is begun anew: whoever asked sees that nothing waits, and asks again. */
export async function openWaitingRequests(options: {
  file: string;
  hub: Pick<HubClient, 'requestAccess' | 'accessRequests'>;
  terminal: string;
  now: () => number;
  log: Log;
}): Promise<WaitingRequests> {
  const { file, hub, terminal, now, log } = options;
  let waiting: readonly Waiting[] = await readWaiting(file);
  /** What the hub said last of each person's requests: shown while it is away. */
  const known = new Map<string, AccessRequest[]>();
  let writing: Promise<void> = Promise.resolve();
  let flushing: Promise<void> | null = null;

  /** Written before it counts: what a person is told to wait for is on disk. */
  function keep(next: (before: readonly Waiting[]) => readonly Waiting[]): Promise<void> {
    const turn = writing.then(async () => {
      const after = next(waiting);
      await writePrivateFile(file, JSON.stringify({ v: 1, waiting: after }));
      waiting = after;
    });
    writing = turn.catch(() => {});
    return turn;
  }

  const shown = ({ id, at, body }: Waiting): AccessRequest => ({
    ...body,
    id,
    at,
    terminal,
    state: 'open',
    answer: null,
    standing: 'waiting',
  });

  async function send(): Promise<void> {
    for (const each of waiting) {
      try {
        await hub.requestAccess(each.body);
      } catch (error) {
        if (!isForGood(error)) return;
        log.warn({ code: errorCode(error) }, 'a request for access that waited was refused');
      }
      await keep((before) => before.filter(({ id }) => id !== each.id));
    }
  }

  function flush(): Promise<void> {
    flushing ??= send()
      .catch((error) => log.warn({ err: error }, 'waiting requests for access not written'))
      .finally(() => {
        flushing = null;
      });
    return flushing;
  }

  async function keepWaiting(body: AccessRequestBody, cause: unknown): Promise<AccessRequest> {
    const own = waiting.filter((each) => each.body.user === body.user);
    const same = own.find((each) => each.body.url === body.url);
    if (same !== undefined) return shown(same);
    if (own.length >= waitingAtMost) {
      throw new HubError('refused', 'too many requests wait for the hub', 429, cause);
    }
    const at = new Date(now()).toISOString();
    const added = { id: decisionId(now(), randomBytes(5)), at, body };
    await keep((before) => [...before, added]);
    return shown(added);
  }

  return {
    flush,
    async requestAccess(body) {
      try {
        return await hub.requestAccess(body);
      } catch (error) {
        if (isForGood(error)) throw error;
        return keepWaiting(body, error);
      }
    },
    async accessRequests(user) {
      if (waiting.length > 0) await flush();
      const own = waiting.filter(({ body }) => body.user === user).map(shown);
      try {
        const requests = await hub.accessRequests(user);
        if (known.size >= peopleKept) known.clear();
        known.set(user, requests);
        return [...own.toReversed(), ...requests];
      } catch (error) {
        const before = known.get(user);
        if (own.length === 0 && before === undefined) throw error;
        return [...own.toReversed(), ...(before ?? [])];
      }
    },
  };
}

/** The hub has it, and will not take it: 4xx, but for a token that is about to be replaced. */
function isForGood(error: unknown): boolean {
  if (!(error instanceof HubError) || error.code !== 'refused') return false;
  return error.status !== null && error.status >= 400 && error.status < 500;
}

async function readWaiting(file: string): Promise<Waiting[]> {
  try {
    return keptSchema.parse(JSON.parse(await readFile(file, 'utf8'))).waiting;
  } catch {
    return [];
  }
}
