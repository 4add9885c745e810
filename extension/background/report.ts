/**
 * Early refusals on their way to the link, which records them: in batches, in order, each once.
 * What could not be sent waits (bounded: the oldest go first); the link drops ids it has recorded.
 */
import type { LinkBody } from '../../shared/protocol/link.ts';

export type EarlyRefusal = LinkBody<'report'>['decisions'][number];

const atOnce = 200;
/** The link reads bodies up to 64 KiB. */
const lettersAtOnce = 40_000;
const waitingAtMost = 5000;

export interface Reporter {
  add(refusal: EarlyRefusal): void;
  /** Sends what waits. True when nothing waits any more. */
  flush(): Promise<boolean>;
  readonly waiting: number;
}

/** @param send true when recorded, false when it should be tried again, 'never' when the link will not have it */
export function createReporter(options: {
  send: (decisions: EarlyRefusal[]) => Promise<boolean | 'never'>;
  /** Called when something is waiting: let a moment pass, then flush. */
  soon: (flush: () => void) => void;
}): Reporter {
  const waiting: EarlyRefusal[] = [];
  let sending: Promise<boolean> | null = null;

  async function sendAll(): Promise<boolean> {
    while (waiting.length > 0) {
      const batch = firstBatch(waiting);
      const done = await options.send(batch).catch(() => false);
      if (done === false) return false;
      const sent = new Set(batch);
      waiting.splice(0, waiting.length, ...waiting.filter((each) => !sent.has(each)));
    }
    return true;
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
      if (waiting.length === 1) options.soon(() => void flush());
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

/** As many as one call takes; at least one. */
function firstBatch(waiting: readonly EarlyRefusal[]): EarlyRefusal[] {
  let letters = 0;
  const end = waiting.slice(0, atOnce).findIndex((each) => {
    letters += JSON.stringify(each).length;
    return letters > lettersAtOnce;
  });
  return waiting.slice(0, end === -1 ? atOnce : Math.max(1, end));
}
