/**
 *   extractors ─ pictures ─► reader of one inspection ─► thread ─ text ─►
 * All inspections of a process share a thread, which ends when it is not needed for a while: the
 * recogniser holds on to its memory. What takes longer than there is time ends with the thread.
 */
import { createHash } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { NotInspected } from '../limits.ts';
import type { Answered, Asked } from './ocr-thread.ts';
import type { Picture } from './recognise-picture.ts';

/** What the policy grants the pictures of one upload. */
export interface OcrLimits {
  /** Milliseconds for all of them together; 0: none are read. */
  readonly time: number;
  /** Pictures and pages; absent: as many as there is time for. */
  readonly pages?: number;
}

export interface PictureReader {
  /**
   * Text of a picture; '' where there is none, or where the same picture was read before.
   * @throws NotInspected `ocr-off`, `ocr-time`; `broken` where it cannot be opened
   */
  read(picture: Picture): Promise<string>;
  /** Milliseconds that reading has taken. */
  readonly used: number;
}

/** Milliseconds after which an idle thread ends. */
const idle = 10_000;

let thread: Worker | null = null;
let ending: NodeJS.Timeout | undefined;
/** One picture after the other, whoever asks. */
let last: Promise<unknown> = Promise.resolve();

export function createPictureReader(limits: OcrLimits): PictureReader {
  const seen = new Set<string>();
  let used = 0;
  let pages = 0;
  const read = async (picture: Picture): Promise<string> => {
    if (limits.time === 0) throw new NotInspected('ocr-off');
    const key = keyOf(picture);
    if (seen.has(key)) return '';
    pages += 1;
    const left = limits.time - used;
    if (left <= 0 || pages > (limits.pages ?? Number.POSITIVE_INFINITY))
      throw new NotInspected('ocr-time');
    const began = performance.now();
    try {
      const answer = await ask({ picture, time: left });
      if (answer === null) throw new NotInspected('broken');
      seen.add(key);
      return answer;
    } finally {
      used += performance.now() - began;
    }
  };
  return {
    read(picture) {
      const reading = last.then(() => read(picture));
      last = reading.catch(() => {});
      return reading;
    },
    get used() {
      return used;
    },
  };
}

function keyOf(picture: Picture): string {
  const hash = createHash('sha256');
  if (picture.form === 'file') return hash.update(picture.bytes).digest('base64');
  return hash.update(`${picture.width}`).update(picture.pixels).digest('base64');
}

/** @throws NotInspected `ocr-time` where it takes too long, `broken` where the recogniser fails */
function ask(asked: Asked): Promise<Answered> {
  clearTimeout(ending);
  thread ??= startThread();
  const worker = thread;
  worker.ref();
  let finish = () => {};
  const answer = new Promise<Answered>((resolve, reject) => {
    const fail = (why: 'ocr-time' | 'broken') => {
      if (thread === worker) thread = null;
      void worker.terminate();
      reject(new NotInspected(why));
    };
    const failed = () => fail('broken');
    const time = setTimeout(() => fail('ocr-time'), asked.time);
    worker.on('message', resolve).on('error', failed).on('exit', failed);
    finish = () => {
      clearTimeout(time);
      worker.off('message', resolve).off('error', failed).off('exit', failed);
    };
    worker.postMessage(asked);
  });
  return answer.finally(() => {
    finish();
    worker.unref();
    ending = setTimeout(endThread, idle).unref();
  });
}

function startThread(): Worker {
  const worker = new Worker(new URL('./ocr-thread.ts', import.meta.url));
  // One that ends when nobody waits for it is nobody's failure.
  return worker.on('error', () => {});
}

function endThread(): void {
  void thread?.terminate();
  thread = null;
}
