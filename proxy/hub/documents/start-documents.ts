/** The hub's registered documents: their world is built here, and ends here. */
import { type InspectionPool, startPool } from '../../inspection/pool.ts';
import type { Store } from '../store/store.ts';
import { buildSetInWorker } from './build-set-in-worker.ts';
import { createKeptSet, type KeptSet } from './keep-set.ts';
import type { RegisterOptions } from './register-document.ts';
import { openRegisteredSecret } from './registered-secret-file.ts';

export interface Documents extends KeptSet {
  /** Reads one document after the other, in a process that ends when nobody needs it any more. */
  readonly fingerprint: RegisterOptions['pool']['fingerprint'];
  /** In that process; what is registered is found in it. */
  readonly inspect: InspectionPool['inspect'];
}

const idleMs = 30_000;

export async function startDocuments(options: {
  folder: string;
  secretFile: string;
  store: Pick<Store, 'documents'>;
  changed: () => Promise<void>;
  now: () => number;
}): Promise<Documents & AsyncDisposable> {
  const { folder, secretFile, store, changed, now } = options;
  const end = new AbortController();
  const secret = await openRegisteredSecret(secretFile);
  const kept = await createKeptSet({
    ...{ folder, secret, store, changed, now },
    build: (work) => buildSetInWorker(work, { signal: end.signal }),
  });
  let pool: ReturnType<typeof startPool> | null = null;
  let atWork = 0;
  let idle: NodeJS.Timeout | undefined;

  function endPool(): void {
    const ended = pool;
    pool = null;
    // It only kills its process, which cannot fail.
    void ended?.[Symbol.asyncDispose]();
  }

  function registered() {
    const snapshot = kept.snapshot();
    const file = snapshot === null ? null : kept.file(snapshot);
    return file === null ? null : { file, secret };
  }

  async function inPool<R>(work: (pool: InspectionPool) => Promise<R>): Promise<R> {
    clearTimeout(idle);
    atWork++;
    pool ??= startPool({ size: 1, sizeForSmall: 0, registered });
    try {
      return await work(pool);
    } finally {
      atWork--;
      if (atWork === 0) idle = setTimeout(endPool, idleMs).unref();
    }
  }

  return {
    ...kept,
    fingerprint: (document) => inPool((it) => it.fingerprint(document)),
    inspect: (inspection) => inPool((it) => it.inspect(inspection)),
    async [Symbol.asyncDispose]() {
      clearTimeout(idle);
      end.abort();
      await pool?.[Symbol.asyncDispose]();
    },
  };
}
