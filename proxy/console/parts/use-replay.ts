/** One replay of the unpublished changes: started, followed to its end, or stopped. */
import { useEffect, useState } from 'preact/hooks';
import type { ConsoleAnswer } from '../../../shared/protocol/console.ts';
import { call } from '../api.ts';
import { ApiError } from '../api-error.ts';
import type { ChangeSet } from '../changes/change-set.ts';

export type ReplayState = ConsoleAnswer<'replay'>;

export interface Replaying {
  /** null before the first one. */
  readonly state: ReplayState | null;
  readonly busy: boolean;
  readonly error: unknown;
  start(days: number): Promise<void>;
  cancel(): Promise<void>;
}

const pollMs = 400;

/** The last one, so that it is there again when the page is opened again. */
let last: { readonly of: string; readonly id: string } | null = null;

export function useReplay(set: ChangeSet): Replaying {
  const of = JSON.stringify(set);
  const [id, setId] = useState(last?.of === of ? last.id : null);
  const [state, setState] = useState<ReplayState | null>(null);
  const [starting, setStarting] = useState(false);
  const [error, setError] = useState<unknown>(null);

  useEffect(() => {
    if (id === null) return undefined;
    const abort = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    const look = async () => {
      try {
        const found = await call('replay', { id, signal: abort.signal });
        setState(found);
        if (found.state === 'running') timer = setTimeout(look, pollMs);
      } catch (failure) {
        if (abort.signal.aborted) return;
        setState(null);
        setId(null);
        if (!(failure instanceof ApiError && failure.status === 404)) setError(failure);
      }
    };
    look();
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [id]);

  return {
    state,
    busy: starting || (id !== null && (state === null || state.state === 'running')),
    error,
    async start(days) {
      setStarting(true);
      setError(null);
      setState(null);
      setId(null);
      try {
        const { base, changes } = set;
        const started = await call('startReplay', { body: { base, changes: [...changes], days } });
        last = { of, id: started.id };
        setId(started.id);
      } catch (failure) {
        setError(failure);
      }
      setStarting(false);
    },
    async cancel() {
      if (id === null) return;
      try {
        await call('cancelReplay', { id });
        setState((before) => (before === null ? null : { ...before, state: 'cancelled' }));
      } catch (failure) {
        setError(failure);
      }
    },
  };
}
