/**
 *   contents ─► waiting line ─┬► any process
 *                             └► the process for small contents
 * A few warm processes that inspect. One of several never takes a large content, so that a form
 * does not wait behind a document; see waiting-line.ts.
 */
import { type InspectionReport, notInspected } from './inspect-content.ts';
import { type InspectorProcess, startInspector } from './inspector-process.ts';
import { defaultLimits, type Limits } from './limits.ts';
import type { InspectionRequest } from './messages.ts';
import type { RequestContent } from './requests/inspect-request.ts';
import { type RequestReport, requestNotInspected } from './requests/request-report.ts';
import { createWaitingLine, type Worker } from './waiting-line.ts';

interface Wanted {
  readonly threshold?: number;
  readonly persons?: number;
  readonly fingerprintKey?: Uint8Array;
  /** Whoever asked may go: then the work ends, with its process. */
  readonly signal?: AbortSignal;
}

export interface Inspection extends Wanted {
  readonly content: InspectionRequest['content'];
  readonly name: string;
  readonly withText?: boolean;
  /** With it the report has the digest of the bytes. */
  readonly digestKey?: Uint8Array;
}

export interface RequestInspection extends Wanted, RequestContent {
  readonly digestKey: Uint8Array;
}

export interface InspectionPool extends AsyncDisposable {
  /** Never rejects: what fails is a reason. `busy` where the waiting line is full. */
  inspect(inspection: Inspection): Promise<InspectionReport>;
  /** The content of an HTTP request, item by item. Never rejects. */
  inspectRequest(inspection: RequestInspection): Promise<RequestReport>;
}

export interface PoolOptions {
  /** Processes. */
  readonly size?: number;
  /** Of these, for small contents only. */
  readonly sizeForSmall?: number;
  /** Inspections that may wait for one of them. */
  readonly waiting?: number;
  /** Bytes of contents in memory, waiting and at work. */
  readonly bytesHeld?: number;
  readonly limits?: Partial<Limits>;
}

const mega = 1024 * 1024;
/** Bytes up to which a content is small. Of one that lies in a file nobody knows yet. */
const smallContent = mega;

export function startPool(options: PoolOptions = {}): InspectionPool {
  const { size = 2, waiting = 200, bytesHeld = 512 * mega } = options;
  const { sizeForSmall = size > 1 ? 1 : 0 } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const start = () => startInspector(limits.memory);
  const workers = Array.from({ length: size }, (_, at): Worker<InspectorProcess> => {
    return { it: start(), isForSmall: at < sizeForSmall };
  });
  const line = createWaitingLine(workers, { waiting, bytesHeld });
  let lastId = 0;
  let isClosed = false;

  const run = async <Report>(
    bytes: number | null,
    signal: AbortSignal | undefined,
    failed: (why: 'busy' | 'crashed' | 'too-large') => Report,
    work: (inspector: InspectorProcess, id: number) => Promise<Report>,
  ): Promise<Report> => {
    // Not even sent: a child would say the same.
    if (bytes !== null && bytes > limits.bytesIn) return failed('too-large');
    const isSmall = bytes !== null && bytes <= smallContent;
    const worker = await line.take(bytes ?? 0, isSmall);
    if (worker === null) return failed('busy');
    try {
      if (signal?.aborted || isClosed) return failed('crashed');
      // A child that died takes one inspection with it; the next gets a new one.
      if (!worker.it.isAlive) worker.it = start();
      return await work(worker.it, ++lastId);
    } finally {
      line.giveBack(worker, bytes ?? 0);
    }
  };

  return {
    inspect({ signal, withText = false, ...rest }) {
      const bytes = 'bytes' in rest.content ? rest.content.bytes.length : null;
      return run(bytes, signal, notInspected, (inspector, id) =>
        inspector.inspect({ id, limits, withText, ...rest }, signal),
      );
    },
    inspectRequest({ signal, threshold, persons, fingerprintKey, digestKey, ...request }) {
      const asked = {
        limits,
        digestKey,
        request,
        ...(threshold === undefined ? {} : { threshold }),
        ...(persons === undefined ? {} : { persons }),
        ...(fingerprintKey === undefined ? {} : { fingerprintKey }),
      };
      const { length } = request.bytes;
      return run(
        length,
        signal,
        (why) => requestNotInspected(why, length),
        (inspector, id) => inspector.inspectRequest({ id, ...asked }, signal),
      );
    },
    async [Symbol.asyncDispose]() {
      isClosed = true;
      line.close();
      await Promise.all(workers.map(({ it }) => it[Symbol.asyncDispose]()));
    },
  };
}
