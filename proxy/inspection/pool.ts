/** A few warm processes that inspect, and a short waiting line before them. */
import { type InspectionReport, notInspected } from './inspect-content.ts';
import { type InspectorProcess, startInspector } from './inspector-process.ts';
import { defaultLimits, type Limits } from './limits.ts';
import type { InspectionRequest } from './messages.ts';

export interface Inspection {
  readonly content: InspectionRequest['content'];
  readonly name: string;
  readonly withText?: boolean;
  readonly threshold?: number;
  readonly persons?: number;
  readonly fingerprintKey?: Uint8Array;
  readonly signal?: AbortSignal;
}

export interface InspectionPool extends AsyncDisposable {
  /** Never rejects: what fails is a reason. `busy` where the waiting line is full. */
  inspect(inspection: Inspection): Promise<InspectionReport>;
}

export interface PoolOptions {
  /** Processes. */
  readonly size?: number;
  /** Inspections that may wait for one of them. */
  readonly waiting?: number;
  readonly limits?: Partial<Limits>;
}

export function startPool(options: PoolOptions = {}): InspectionPool {
  const { size = 2, waiting: mostWaiting = 16 } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const start = () => startInspector(limits.memory);
  const all = new Set<InspectorProcess>(Array.from({ length: size }, start));
  const idle = [...all];
  const waiting: ((inspector: InspectorProcess | null) => void)[] = [];
  let lastId = 0;
  let isClosed = false;

  const take = (): Promise<InspectorProcess | null> => {
    const free = idle.pop();
    if (free !== undefined) return Promise.resolve(free);
    if (isClosed || waiting.length >= mostWaiting) return Promise.resolve(null);
    return new Promise((resolve) => waiting.push(resolve));
  };

  /** A child that died takes one inspection with it; the next gets a new one. */
  const giveBack = (used: InspectorProcess) => {
    if (isClosed) return;
    let next = used;
    if (!used.isAlive) {
      all.delete(used);
      next = start();
      all.add(next);
    }
    const first = waiting.shift();
    if (first === undefined) idle.push(next);
    else first(next);
  };

  /** One may have died while it waited. */
  const alive = (inspector: InspectorProcess): InspectorProcess => {
    if (inspector.isAlive) return inspector;
    all.delete(inspector);
    const fresh = start();
    all.add(fresh);
    return fresh;
  };

  return {
    async inspect({ signal, withText = false, ...rest }) {
      const taken = await take();
      if (taken === null) return notInspected('busy');
      const inspector = alive(taken);
      try {
        if (signal?.aborted) return notInspected('crashed');
        return await inspector.inspect({ id: ++lastId, limits, withText, ...rest }, signal);
      } finally {
        giveBack(inspector);
      }
    },
    async [Symbol.asyncDispose]() {
      isClosed = true;
      for (const leave of waiting.splice(0)) leave(null);
      await Promise.all([...all].map((inspector) => inspector[Symbol.asyncDispose]()));
    },
  };
}
