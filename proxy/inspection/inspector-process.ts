/**
 *   pool ─ request ─► child process ─ report ─► pool
 * One child. Its time and memory are watched from here; what it dies of is the reason of the one
 * inspection that it was at.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { getCompileCacheDir } from 'node:module';
import path from 'node:path';
import type { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { residentBytes } from '../platform/process-memory.ts';
import { pipeContent, pipeNumber } from './content-pipe.ts';
import { type InspectionReport, notInspected } from './inspect-content.ts';
import type { Why } from './limits.ts';
import type { CopyReport } from './masking/make-copy.ts';
import type {
  ChildAnswer,
  ChildReport,
  ChildRequest,
  CopyRequest,
  FingerprintRequest,
  InspectionRequest,
  ThumbnailRequest,
  WholeRequest,
} from './messages.ts';
import { type FingerprintReport, notFingerprinted } from './registered/fingerprint-content.ts';
import { type RequestReport, requestNotInspected } from './requests/request-report.ts';
import type { ThumbnailReport } from './thumbnails/make-thumbnail.ts';

export interface InspectorProcess extends AsyncDisposable {
  /** Never rejects. After an answer with a dead child, `isAlive` is false. */
  inspect(request: InspectionRequest, signal?: AbortSignal): Promise<InspectionReport>;
  /** The same for a whole request. */
  inspectRequest(request: WholeRequest, signal?: AbortSignal): Promise<RequestReport>;
  /** The same for a document that is to be registered. */
  fingerprint(request: FingerprintRequest, signal?: AbortSignal): Promise<FingerprintReport>;
  /** A copy with masked values. */
  makeCopy(request: CopyRequest, signal?: AbortSignal): Promise<CopyReport>;
  makeThumbnail(request: ThumbnailRequest, signal?: AbortSignal): Promise<ThumbnailReport>;
  readonly isAlive: boolean;
  readonly pid: number;
}

/** Milliseconds between two looks at the memory. */
const look = 50;
/** The child stops by itself at its limit; past this it is ended. */
const grace = 1000;

export function startInspector(memory: number): InspectorProcess {
  const child = fork(fileURLToPath(new URL('./child.ts', import.meta.url)), [], {
    serialization: 'advanced',
    // pdf.js writes warnings; no line of a document goes to our own output.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc', 'pipe'],
    execArgv: [
      // Objects; buffers are seen by the resident size only.
      `--max-old-space-size=${Math.max(64, Math.floor(memory / 1024 / 1024))}`,
      // Young objects: no slower than with four times as much, and half the process's memory.
      '--max-semi-space-size=4',
      '--expose-gc',
    ],
    // Nothing else of ours is needed there, and secrets may be among it.
    env: compiledCode(),
  });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  child.on('error', () => {});
  // It ends with the child, which is heard of.
  const pipe = child.stdio[pipeNumber] as Writable;
  pipe.on('error', () => {});

  return {
    inspect: (request, signal) => ask({ child, pipe, ended }, request, signal, notInspected),
    inspectRequest: (request, signal) =>
      ask({ child, pipe, ended }, request, signal, (why) =>
        requestNotInspected(why, request.request.bytes.length),
      ),
    fingerprint: (request, signal) =>
      ask({ child, pipe, ended }, request, signal, notFingerprinted),
    makeCopy: (request, signal) =>
      ask({ child, pipe, ended }, request, signal, (why) => ({ made: false, why, left: [] })),
    makeThumbnail: (request, signal) =>
      ask({ child, pipe, ended }, request, signal, (why) => ({ made: false, why })),
    pid: child.pid ?? 0,
    get isAlive() {
      return child.exitCode === null && child.signalCode === null && child.connected;
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await ended;
    },
  };
}

/** Compiled once for all children: without it each spends half a second and 20 MB on its own. */
function compiledCode(): Record<string, string> {
  const folder = getCompileCacheDir();
  // Node names the folder of its own version, and makes it in the one that it is given.
  return folder === undefined ? {} : { NODE_COMPILE_CACHE: path.dirname(folder) };
}

interface Running {
  readonly child: ChildProcess;
  /** For contents: content-pipe.ts. */
  readonly pipe: Writable;
  readonly ended: Promise<void>;
}

function ask<Report extends ChildReport>(
  { child, pipe, ended }: Running,
  request: ChildRequest,
  signal: AbortSignal | undefined,
  failed: (why: Why) => Report,
): Promise<Report> {
  const { id, limits } = request;
  const ocrTime = 'ocr' in request ? (request.ocr?.time ?? 0) : 0;
  let reason: Why = 'crashed';
  const end = (why: Why) => {
    reason = why;
    child.kill('SIGKILL');
  };
  const time = setTimeout(() => end('timeout'), limits.time + ocrTime + grace);
  const memory = setInterval(() => {
    if ((residentBytes(child.pid ?? 0) ?? 0) > limits.memory) end('memory');
  }, look);
  // The content is no longer wanted: what works on it ends with it.
  const abort = () => end('crashed');
  signal?.addEventListener('abort', abort, { once: true });

  let hear = (_answer: ChildAnswer<Report>) => {};
  const promise = new Promise<Report>((resolve) => {
    hear = (answer) => {
      if (answer.id === id) resolve(answer.report);
    };
    void ended.then(() => resolve(failed(reason)));
  });
  child.on('message', hear);
  child.send(pipeContent(request, pipe), (error) => {
    if (error !== null) end('crashed');
  });
  return promise.finally(() => {
    clearTimeout(time);
    clearInterval(memory);
    child.off('message', hear);
    signal?.removeEventListener('abort', abort);
  });
}
