/**
 *   pictures that have left ─► queue ─► inspection's spare process ─► spool
 * One at a time, and none while people wait for an inspection. What does not fit, takes too long or
 * cannot be made is dropped: the posting log says that there is none.
 */
import type { PostedPicture } from '../gateway/posted-pictures.ts';
import type { ThumbnailReport } from '../inspection/thumbnails/make-thumbnail.ts';
import type { Log } from '../platform/log.ts';
import { errorCode } from '../record/audit-log-error.ts';
import { pause } from './backoff.ts';
import type { SpooledThumbnail } from './thumbnail-spool.ts';

export interface ThumbnailMaker extends AsyncDisposable {
  /** Copies what it takes, returns at once, never throws. */
  offer(pictures: readonly PostedPicture[]): void;
  /** Resolves when the queue is empty. */
  idle(): Promise<void>;
}

export interface ThumbnailMakerOptions {
  /** Never rejects. */
  readonly make: (picture: Uint8Array, signal: AbortSignal) => Promise<ThumbnailReport>;
  readonly keep: (thumbnail: SpooledThumbnail) => Promise<void>;
  readonly isWanted: () => boolean;
  readonly log: Log;
  /** Milliseconds before the next try, where people's inspections came first. */
  readonly wait?: number;
}

const mostPictures = 50;
const mostBytes = 64 * 1024 * 1024;
const mostTries = 300;

export function createThumbnailMaker(options: ThumbnailMakerOptions): ThumbnailMaker {
  const { make, keep, isWanted, log, wait = 1_000 } = options;
  const queue: PostedPicture[] = [];
  const end = new AbortController();
  let running: Promise<void> | null = null;

  async function makeOne({ digest, bytes }: PostedPicture): Promise<void> {
    for (let tries = 0; tries < mostTries && isWanted() && !end.signal.aborted; tries++) {
      const report = await make(bytes, end.signal);
      if (report.made) return keep({ digest, jpeg: report.jpeg });
      if (report.why !== 'busy') return log.debug({ why: report.why }, 'no thumbnail was made');
      await pause(wait, end.signal);
    }
  }

  async function run(): Promise<void> {
    for (;;) {
      const [next] = queue;
      if (next === undefined || end.signal.aborted) return;
      try {
        await makeOne(next);
      } catch (error) {
        log.warn({ code: errorCode(error) }, 'a thumbnail could not be kept');
      }
      queue.shift();
    }
  }

  return {
    offer(pictures) {
      if (end.signal.aborted || !isWanted()) return;
      for (const { digest, bytes } of pictures) {
        const held = queue.reduce((sum, each) => sum + each.bytes.length, 0);
        const fits = queue.length < mostPictures && held + bytes.length <= mostBytes;
        if (!fits || queue.some((each) => each.digest === digest)) continue;
        queue.push({ digest, bytes: Uint8Array.from(bytes) });
      }
      running ??= run().finally(() => {
        running = null;
      });
    },
    async idle() {
      while (running !== null) await running;
    },
    async [Symbol.asyncDispose]() {
      end.abort();
      await running;
    },
  };
}
