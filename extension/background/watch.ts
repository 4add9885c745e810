/**
 * The stream over which the link pushes the projection. Its beats keep the service worker alive;
 * when nothing comes for 40 s, or the stream ends, it is opened again, at first at once, then with
 * growing pauses up to 5 s (short enough that a service worker does not fall asleep in between).
 */
import {
  type SignedProjection,
  type WatchMessage,
  watchMessageSchema,
} from '../../shared/protocol/link.ts';
import { readJsonLines } from './json-lines.ts';

export interface Watch {
  /** Starts, where it is not running. Called at every waking. */
  ensure(): void;
  /** Ends the stream and opens a new one: another person, another enrolment. */
  restart(): void;
}

export interface WatchOptions {
  /** Opens the stream; null where it cannot be asked (not enrolled, no credential, no answer). */
  open: (signal: AbortSignal) => Promise<ReadableStream<Uint8Array> | null>;
  onProjection: (signed: SignedProjection) => Promise<void>;
  /** Every message, and every pause: a call of a browser API restarts the worker's 30 s. */
  onSign: () => void;
  /** Resolves after `ms`, or when the signal ends. */
  pause: (ms: number, signal: AbortSignal) => Promise<void>;
}

const silenceMs = 40_000;
const pausesMs = [250, 500, 1000, 2000, 5000];

export function createWatch(options: WatchOptions): Watch {
  let running: AbortController | null = null;

  async function run(signal: AbortSignal): Promise<void> {
    for (let failures = 0; !signal.aborted; ) {
      const heard = await once(signal).catch(() => false);
      failures = heard ? 0 : failures + 1;
      if (signal.aborted) return;
      options.onSign();
      await options.pause(pausesMs[Math.min(failures, pausesMs.length - 1)] ?? 5000, signal);
    }
  }

  /** @returns whether anything was heard */
  async function once(signal: AbortSignal): Promise<boolean> {
    const silence = new AbortController();
    const both = AbortSignal.any([signal, silence.signal]);
    const quiet = { timer: setTimeout(() => silence.abort(), silenceMs) };
    let heard = false;
    try {
      const stream = await options.open(both);
      if (stream === null) return false;
      await readJsonLines(stream, async (line) => {
        clearTimeout(quiet.timer);
        quiet.timer = setTimeout(() => silence.abort(), silenceMs);
        heard = true;
        options.onSign();
        await onMessage(line);
      });
      return heard;
    } catch {
      return heard;
    } finally {
      clearTimeout(quiet.timer);
      silence.abort();
    }
  }

  async function onMessage(line: unknown): Promise<void> {
    const message = watchMessageSchema.safeParse(line);
    if (!message.success) return;
    const known: WatchMessage = message.data;
    if (known.type === 'projection') await options.onProjection(known.signed);
  }

  const start = (): void => {
    const controller = new AbortController();
    running = controller;
    void run(controller.signal).finally(() => {
      if (running === controller) running = null;
    });
  };
  return {
    ensure() {
      if (running === null) start();
    },
    restart() {
      running?.abort();
      start();
    },
  };
}
