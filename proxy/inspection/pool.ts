/**
 *   contents ─► waiting line ─┬► any process
 *                             └► the process for small contents
 * A few warm processes that inspect. One of several never takes a large content, so that a form
 * does not wait behind a document; see waiting-line.ts.
 */
import type { Confidence } from '../../shared/detection/detect.ts';
import type { FindingKind } from '../../shared/detection/finding.ts';
import { defaultOcr } from '../../shared/policy/ocr.ts';
import { type InspectionReport, notInspected } from './inspect-content.ts';
import { type InspectorProcess, startInspector } from './inspector-process.ts';
import { defaultLimits, type Limits } from './limits.ts';
import type { CopyReport } from './masking/make-copy.ts';
import { mayHoldPictures } from './may-hold-pictures.ts';
import type { FingerprintRequest, InspectionRequest, RegisteredSource } from './messages.ts';
import type { OcrLimits } from './ocr/picture-reader.ts';
import { type FingerprintReport, notFingerprinted } from './registered/fingerprint-content.ts';
import type { RequestContent } from './requests/inspect-request.ts';
import { type RequestReport, requestNotInspected } from './requests/request-report.ts';
import { createSpareInspector } from './spare-inspector.ts';
import type { ThumbnailReport } from './thumbnails/make-thumbnail.ts';
import { createWaitingLine, type Worker } from './waiting-line.ts';

interface Wanted {
  readonly threshold?: number;
  readonly confidence?: Confidence;
  readonly persons?: number;
  /** For the pictures of an upload; as by default where nothing is said. */
  readonly ocr?: OcrLimits;
  readonly fingerprintKey?: Uint8Array;
  /** Whoever asked may go: then the work ends, with its process. */
  readonly signal?: AbortSignal;
}

export interface Inspection extends Wanted {
  readonly content: InspectionRequest['content'];
  readonly name: string;
  readonly withText?: boolean;
  /** For this inspection alone. */
  readonly password?: string;
  /** With it the report has the digest of the bytes. */
  readonly digestKey?: Uint8Array;
}

export interface RequestInspection extends Wanted, RequestContent {
  readonly digestKey: Uint8Array;
}

export interface Fingerprinting extends Pick<FingerprintRequest, 'content' | 'name' | 'secret'> {
  readonly everyGram?: boolean;
  readonly signal?: AbortSignal;
}

export interface CopyInspection extends Wanted {
  readonly bytes: Uint8Array;
  readonly name: string;
  /** Of the values to be masked. */
  readonly kinds: readonly FindingKind[];
  readonly metadata?: true;
}

export interface InspectionPool extends AsyncDisposable {
  /** Never rejects: what fails is a reason. `busy` where the waiting line is full. */
  inspect(inspection: Inspection): Promise<InspectionReport>;
  /** The content of an HTTP request, item by item. Never rejects. */
  inspectRequest(inspection: RequestInspection): Promise<RequestReport>;
  /** What is kept of a document that is registered. Never rejects. */
  fingerprint(document: Fingerprinting): Promise<FingerprintReport>;
  /** A copy with masked values. Never rejects. */
  makeCopy(copy: CopyInspection): Promise<CopyReport>;
  /** Of a picture, beside people's inspections: `busy` while there are any. Never rejects. */
  makeThumbnail(picture: Uint8Array, signal?: AbortSignal): Promise<ThumbnailReport>;
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
  /** Of this moment; null where no documents are registered. */
  readonly registered?: () => RegisteredSource | 'missing' | null;
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
  const spare = createSpareInspector(start);
  const registeredNow = () => {
    const registered = options.registered?.() ?? null;
    return registered === null ? {} : { registered };
  };
  let lastId = 0;
  let isClosed = false;

  const run = async <Report>(
    bytes: number | null,
    isSlow: boolean,
    signal: AbortSignal | undefined,
    failed: (why: 'busy' | 'crashed' | 'too-large') => Report,
    work: (inspector: InspectorProcess, id: number) => Promise<Report>,
  ): Promise<Report> => {
    // Not even sent: a child would say the same.
    if (bytes !== null && bytes > limits.bytesIn) return failed('too-large');
    const isSmall = bytes !== null && bytes <= smallContent && !isSlow;
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
    inspect({ signal, withText = false, ocr = defaultOcr, ...rest }) {
      const bytes = 'bytes' in rest.content ? rest.content.bytes.length : null;
      const isSlow = 'bytes' in rest.content && mayHoldPictures(rest.content.bytes);
      return run(bytes, isSlow, signal, notInspected, (inspector, id) =>
        inspector.inspect({ id, limits, withText, ocr, ...registeredNow(), ...rest }, signal),
      );
    },
    makeCopy({ signal, bytes, name, kinds, metadata, ocr = defaultOcr, ...wanted }) {
      const copy = { bytes, name, kinds, ...(metadata && { metadata }) };
      return run<CopyReport>(
        bytes.length,
        mayHoldPictures(bytes),
        signal,
        (why) => ({ made: false, why, left: [] }),
        (inspector, id) => inspector.makeCopy({ id, limits, ocr, ...wanted, copy }, signal),
      );
    },
    inspectRequest({ signal, ocr = defaultOcr, ...asked }) {
      const { threshold, confidence, persons, fingerprintKey, digestKey, ...request } = asked;
      const wanted = {
        limits,
        ocr,
        digestKey,
        request,
        ...registeredNow(),
        ...(threshold === undefined ? {} : { threshold }),
        ...(confidence === undefined ? {} : { confidence }),
        ...(persons === undefined ? {} : { persons }),
        ...(fingerprintKey === undefined ? {} : { fingerprintKey }),
      };
      const { length } = request.bytes;
      return run(
        length,
        mayHoldPictures(request.bytes),
        signal,
        (why) => requestNotInspected(why, length),
        (inspector, id) => inspector.inspectRequest({ id, ...wanted }, signal),
      );
    },
    fingerprint({ signal, everyGram = false, ...rest }) {
      const bytes = 'bytes' in rest.content ? rest.content.bytes.length : null;
      return run(bytes, false, signal, notFingerprinted, (inspector, id) =>
        inspector.fingerprint({ id, limits, everyGram, ...rest }, signal),
      );
    },
    makeThumbnail(picture, signal) {
      if (picture.length > limits.bytesIn)
        return Promise.resolve({ made: false, why: 'too-large' });
      if (!line.isIdle || isClosed) return Promise.resolve({ made: false, why: 'busy' });
      return spare.use((inspector) =>
        inspector.makeThumbnail({ id: ++lastId, limits, picture }, signal),
      );
    },
    async [Symbol.asyncDispose]() {
      isClosed = true;
      line.close();
      await Promise.all([spare, ...workers.map(({ it }) => it)].map(end));
    },
  };
}

function end(part: AsyncDisposable): PromiseLike<void> {
  return part[Symbol.asyncDispose]();
}
