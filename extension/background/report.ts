/**
 * Early refusals on their way to the link, which records them: in batches, in order, each once.
 * What could not be sent waits and goes again (bounded: the oldest are dropped first), also when
 * the background was stopped meanwhile; the link drops ids that it has recorded.
 */
import { type LinkBody, linkCalls } from '../../shared/protocol/link.ts';
import type { Kept } from '../platform/kept.ts';

export type EarlyRefusal = LinkBody<'report'>['decisions'][number];

const atOnce = 200;
/** The link reads bodies up to 64 KiB. */
const lettersAtOnce = 40_000;
const waitingAtMost = 5000;
/** Of what is kept: a session's memory holds 10 MB in all. */
const lettersKept = 2_000_000;
/** Between tries; then whoever wakes the background tries. */
const pausesMs = [300, 1000, 3000, 10_000];

export const refusalsSchema = linkCalls.report.body.shape.decisions.element.array();

export interface Reporter {
  add(refusal: EarlyRefusal): void;
  /** Sends what waits. True when nothing waits any more. */
  flush(): Promise<boolean>;
  readonly waiting: number;
}

/** @param send true when recorded, false when it should be tried again, 'never' when the link will not have it */
export function createReporter(options: {
  send: (decisions: EarlyRefusal[]) => Promise<boolean | 'never'>;
  /** Calls back after so many milliseconds. */
  later: (ms: number, then: () => void) => void;
  /** In the session's memory, never on disk. */
  kept: Kept<EarlyRefusal[]>;
}): Reporter {
  const { kept } = options;
  const waiting: EarlyRefusal[] = [];
  let sending: Promise<boolean> | null = null;
  let restored: Promise<void> | null = null;
  let isKept = false;
  let isScheduled = false;
  let failures = 0;

  /** What an earlier life of the background left. */
  async function restore(): Promise<void> {
    const left = (await kept.get().catch(() => null)) ?? [];
    isKept = left.length > 0;
    waiting.unshift(...left);
    waiting.splice(0, waiting.length - waitingAtMost);
  }

  async function keep(): Promise<void> {
    if (waiting.length === 0 && !isKept) return;
    isKept = waiting.length > 0;
    await (isKept ? kept.set(newest(waiting)) : kept.remove()).catch(() => {});
  }

  async function sendAll(): Promise<boolean> {
    restored ??= restore();
    await restored;
    while (waiting.length > 0) {
      const batch = firstBatch(waiting);
      const done = await options.send(batch).catch(() => false);
      if (done === false) {
        failures += 1;
        await keep();
        schedule();
        return false;
      }
      const sent = new Set(batch);
      waiting.splice(0, waiting.length, ...waiting.filter((each) => !sent.has(each)));
    }
    failures = 0;
    await keep();
    return true;
  }

  function schedule(): void {
    const pause = pausesMs[failures];
    if (isScheduled || pause === undefined) return;
    isScheduled = true;
    options.later(pause, () => {
      isScheduled = false;
      void flush();
    });
  }

  const flush = (): Promise<boolean> => {
    sending ??= sendAll().finally(() => {
      sending = null;
    });
    return sending;
  };

  return {
    add(refusal) {
      waiting.push(refusal);
      if (waiting.length > waitingAtMost) waiting.shift();
      if (failures < pausesMs.length) schedule();
      else void keep();
    },
    async flush() {
      // What was added while a batch was under way may have missed it.
      await flush();
      return waiting.length === 0 || flush();
    },
    get waiting() {
      return waiting.length;
    },
  };
}

/** The newest that there is room for, in order. */
function newest(waiting: readonly EarlyRefusal[]): EarlyRefusal[] {
  let letters = 0;
  const end = waiting.findLastIndex((each) => {
    letters += JSON.stringify(each).length;
    return letters > lettersKept;
  });
  return waiting.slice(end + 1);
}

/** As many as one call takes; at least one. */
function firstBatch(waiting: readonly EarlyRefusal[]): EarlyRefusal[] {
  let letters = 0;
  const end = waiting.slice(0, atOnce).findIndex((each) => {
    letters += JSON.stringify(each).length;
    return letters > lettersAtOnce;
  });
  return waiting.slice(0, end === -1 ? atOnce : Math.max(1, end));
}
