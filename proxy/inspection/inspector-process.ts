/**
 *   pool ─ request ─► child process ─ report ─► pool
 * One child. Its time and memory are watched from here; what it dies of is the reason of the one
 * inspection that it was at.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { residentBytes } from '../platform/process-memory.ts';
import { type InspectionReport, notInspected } from './inspect-content.ts';
import type { Why } from './limits.ts';
import type { ChildAnswer, ChildRequest, InspectionRequest, WholeRequest } from './messages.ts';
import { type RequestReport, requestNotInspected } from './requests/request-report.ts';

export interface InspectorProcess extends AsyncDisposable {
  /** Never rejects. After an answer with a dead child, `isAlive` is false. */
  inspect(request: InspectionRequest, signal?: AbortSignal): Promise<InspectionReport>;
  /** The same for a whole request. */
  inspectRequest(request: WholeRequest, signal?: AbortSignal): Promise<RequestReport>;
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
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    // Objects; buffers are seen by the resident size only.
    execArgv: [`--max-old-space-size=${Math.max(64, Math.floor(memory / 1024 / 1024))}`],
    // Nothing of ours is needed there, and secrets may be among it.
    env: {},
  });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  child.on('error', () => {});

  return {
    inspect: (request, signal) => ask(child, ended, request, signal, notInspected),
    inspectRequest: (request, signal) =>
      ask(child, ended, request, signal, (why) =>
        requestNotInspected(why, request.request.bytes.length),
      ),
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

function ask<Report extends InspectionReport | RequestReport>(
  child: ChildProcess,
  ended: Promise<void>,
  request: ChildRequest,
  signal: AbortSignal | undefined,
  failed: (why: Why) => Report,
): Promise<Report> {
  const { id, limits } = request;
  let reason: Why = 'crashed';
  const end = (why: Why) => {
    reason = why;
    child.kill('SIGKILL');
  };
  const time = setTimeout(() => end('timeout'), limits.time + grace);
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
  child.send(request, (error) => {
    if (error !== null) end('crashed');
  });
  return promise.finally(() => {
    clearTimeout(time);
    clearInterval(memory);
    child.off('message', hear);
    signal?.removeEventListener('abort', abort);
  });
}
