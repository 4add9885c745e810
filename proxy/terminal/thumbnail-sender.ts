/** Spooled thumbnails go to the hub one by one, oldest first; while it is away they wait. */
import type { ThumbnailBody } from '../../shared/protocol/thumbnails.ts';
import type { Log } from '../platform/log.ts';
import { errorCode } from '../record/audit-log-error.ts';
import { type Backoff, createBackoff } from './backoff.ts';
import { HubError } from './hub-request.ts';
import type { SpooledThumbnail, ThumbnailSpool } from './thumbnail-spool.ts';

export interface ThumbnailSender extends AsyncDisposable {
  /** There is something new, or the hub was heard of. */
  nudge(): void;
}

export interface ThumbnailSenderOptions {
  readonly spool: Pick<ThumbnailSpool, 'oldest' | 'remove' | 'clear'>;
  /** @throws HubError */
  readonly send: (body: ThumbnailBody, signal: AbortSignal) => Promise<unknown>;
  /** By the policy of this moment: what is no longer kept is not sent either. */
  readonly isWanted: () => boolean;
  readonly log: Log;
  readonly backoff?: Backoff;
}

export function startThumbnailSender(options: ThumbnailSenderOptions): ThumbnailSender {
  const { spool, send, isWanted, log } = options;
  const { backoff = createBackoff({ first: 1_000, most: 300_000 }) } = options;
  const end = new AbortController();
  let wake = new AbortController();

  async function run(): Promise<void> {
    while (!end.signal.aborted) {
      wake = new AbortController();
      const next = await spool.oldest();
      if (next === null) await untilAborted(AbortSignal.any([end.signal, wake.signal]));
      else if (!isWanted()) await spool.clear();
      else await sendOne(next);
    }
  }

  async function sendOne(next: SpooledThumbnail): Promise<void> {
    const { digest, jpeg } = next;
    try {
      await send({ digest, jpeg: Buffer.from(jpeg).toString('base64') }, end.signal);
      await spool.remove(next);
      backoff.reset();
    } catch (error) {
      if (end.signal.aborted) return;
      const status = error instanceof HubError && error.code === 'refused' ? error.status : null;
      // An older hub, which has no place for them.
      if (status === 404) await spool.clear();
      else if (status !== null && status >= 400 && status < 500 && status !== 429) {
        log.warn({ status }, 'the hub took no thumbnail: it is dropped');
        await spool.remove(next);
      } else {
        log.info({ code: errorCode(error) }, 'thumbnails wait for the hub');
        await backoff.wait(AbortSignal.any([end.signal, wake.signal]));
      }
    }
  }

  const running = run().catch((error) => log.error({ err: error }, 'no thumbnails are sent'));
  return {
    nudge: () => wake.abort(),
    async [Symbol.asyncDispose]() {
      end.abort();
      await running;
    },
  };
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
