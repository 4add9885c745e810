/**
 * A draft over the records of some days, by a few threads beside the hub: the days are cut into
 * portions, each thread takes the next one when it is through with its own, and the tallies are
 * added up at the end.
 */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { addTally, emptyTally, reportOf } from '../../../shared/policy/replay-tally.ts';
import type { ReplayReport } from '../../../shared/protocol/replay.ts';
import type { RecordSource } from '../store/store.ts';
import type { Portion, ReplayOrder, ThreadAnswer } from './replay-thread.ts';

export interface ReplayRun {
  readonly total: number;
  /** Records looked at so far. */
  looked(): number;
  /** null where it was cancelled. Rejects where a file cannot be read. */
  readonly report: Promise<ReplayReport | null>;
  cancel(): Promise<void>;
}

const portionRows = 20_000;
const mostThreads = 2;
const threadMegabytes = 1024;

export function runReplay(
  order: ReplayOrder,
  sources: readonly RecordSource[],
  threads = Math.min(mostThreads, availableParallelism()),
): ReplayRun {
  const waiting = sources.flatMap(portionsOf);
  const total = sources.reduce((sum, { rows }) => sum + rows, 0);
  let looked = 0;
  let cancelled = false;
  const workers = Array.from({ length: Math.min(threads, waiting.length) }, () => {
    const worker = new Worker(new URL('./replay-thread.ts', import.meta.url), {
      workerData: order,
      resourceLimits: { maxOldGenerationSizeMb: threadMegabytes },
    });
    return worker;
  });
  const onLooked = (rows: number) => {
    looked += rows;
  };
  const report = finish(workers, waiting, onLooked).catch(async (error) => {
    await endAll(workers);
    if (cancelled) return null;
    throw error;
  });
  return {
    total,
    looked: () => looked,
    report,
    async cancel() {
      cancelled = true;
      await endAll(workers);
      await report.catch(() => null);
    },
  };
}

async function finish(
  workers: readonly Worker[],
  waiting: Portion[],
  onLooked: (rows: number) => void,
): Promise<ReplayReport> {
  const whole = emptyTally();
  await Promise.all(workers.map((worker) => drive(worker, waiting, onLooked, whole)));
  return reportOf(whole);
}

function drive(
  worker: Worker,
  waiting: Portion[],
  onLooked: (rows: number) => void,
  whole: ReturnType<typeof emptyTally>,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const next = () => worker.postMessage(waiting.shift() ?? 'end');
    worker.on('message', (answer: ThreadAnswer) => {
      if ('tally' in answer) {
        addTally(whole, answer.tally);
        resolve();
        return;
      }
      onLooked(answer.looked);
      next();
    });
    worker.on('error', reject);
    worker.on('exit', () => reject(new Error('the replay was ended')));
    next();
  });
}

async function endAll(workers: readonly Worker[]): Promise<void> {
  await Promise.all(workers.map((worker) => worker.terminate()));
}

function portionsOf({ file, rows }: RecordSource): Portion[] {
  return Array.from({ length: Math.ceil(rows / portionRows) }, (_, index) => ({
    file,
    from: index * portionRows,
    to: Math.min(rows, (index + 1) * portionRows),
  }));
}
