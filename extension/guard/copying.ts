/** Copies of stopped files, one after the other: asked of the background, until all are there. */
import type { FindingRecord } from '../../shared/audit/content-record.ts';
import type { Copy, GuardAnswer, GuardAsk } from './channel.ts';

export interface CopyWanted {
  /** The content's place. */
  readonly key: number;
  readonly name: string;
  readonly decision: string;
  readonly content: Blob;
}

export interface NotCopied {
  readonly name: string;
  /** `left`, `stopped`, `no-link`, or why it could not be looked at. */
  readonly why: string;
  readonly left: readonly FindingRecord[];
}

export interface Copied {
  readonly made: ReadonlyMap<number, Copy>;
  readonly notMade: readonly NotCopied[];
}

export interface Copying {
  /** Whether the answer was about a copy. */
  hear(answer: GuardAnswer): boolean;
  /** @param signal aborts where the person cancels: nothing is made then */
  make(
    wanted: readonly CopyWanted[],
    onProgress: (done: number, total: number) => void,
    signal: AbortSignal,
  ): Promise<Copied>;
  /** Nobody answers any more. */
  end(): void;
}

type Told = Extract<GuardAnswer, { tell: 'copied' | 'not-copied' }>;

export function createCopying(send: (ask: GuardAsk) => void): Copying {
  let current: {
    readonly key: number;
    onProgress(done: number, total: number): void;
    told(answer: Told): void;
  } | null = null;
  let isOver = false;

  function makeOne(
    { key, name, decision, content }: CopyWanted,
    onProgress: (done: number, total: number) => void,
    signal: AbortSignal,
  ): Promise<Told> {
    const none: Told = { tell: 'not-copied', key, why: 'no-link', left: [] };
    if (isOver || signal.aborted) return Promise.resolve(none);
    const { promise, resolve } = Promise.withResolvers<Told>();
    const abort = () => {
      send({ ask: 'cancel', key });
      resolve(none);
    };
    signal.addEventListener('abort', abort, { once: true });
    current = { key, onProgress, told: resolve };
    onProgress(0, content.size);
    send({ ask: 'take-out', key, decision, name, content });
    return promise.finally(() => {
      current = null;
      signal.removeEventListener('abort', abort);
    });
  }

  return {
    hear(answer) {
      if (current === null || !('key' in answer) || answer.key !== current.key) return false;
      if (answer.tell === 'progress') current.onProgress(answer.sent, answer.total);
      else if (answer.tell === 'copied' || answer.tell === 'not-copied') current.told(answer);
      else return false;
      return true;
    },
    async make(wanted, onProgress, signal) {
      const made = new Map<number, Copy>();
      const notMade: NotCopied[] = [];
      for (const each of wanted) {
        const answer = await makeOne(each, onProgress, signal);
        if (answer.tell === 'copied') made.set(each.key, answer.copy);
        else notMade.push({ name: each.name, why: answer.why, left: answer.left });
      }
      return signal.aborted ? { made: new Map(), notMade: [] } : { made, notMade };
    },
    end() {
      isOver = true;
      if (current !== null) {
        current.told({ tell: 'not-copied', key: current.key, why: 'no-link', left: [] });
      }
    },
  };
}
