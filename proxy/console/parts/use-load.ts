/** Loads what a page shows: loading → ready or failed, and again on demand. */
import { useCallback, useEffect, useState } from 'preact/hooks';
import { onSessionResumed } from '../api.ts';
import { ApiError } from '../api-error.ts';

export type Loaded<T> = (
  | { readonly state: 'loading'; readonly data: null }
  | { readonly state: 'failed'; readonly data: null; readonly error: unknown }
  | { readonly state: 'ready'; readonly data: T }
) & { reload(): void };

/**
 * @param key what is loaded: another key loads anew
 * @param load is aborted when the page goes or the key changes
 */
export function useLoad<T>(key: string, load: (signal: AbortSignal) => Promise<T>): Loaded<T> {
  const [round, setRound] = useState(0);
  const [kept, setKept] = useState<{ of: string; result: Result<T> } | null>(null);
  const now = `${round} ${key}`;
  useEffect(() => {
    const abort = new AbortController();
    load(abort.signal).then(
      (data) => setKept({ of: now, result: { state: 'ready', data } }),
      (error: unknown) => {
        if (!abort.signal.aborted)
          setKept({ of: now, result: { state: 'failed', data: null, error } });
      },
    );
    return () => abort.abort();
  }, [now]);
  const reload = useCallback(() => setRound((before) => before + 1), []);
  const failure = kept?.of === now && kept.result.state === 'failed' ? kept.result.error : null;
  useEffect(() => {
    if (failure instanceof ApiError && failure.status === 401) return onSessionResumed(reload);
    return undefined;
  }, [failure, reload]);
  if (kept === null || kept.of !== now) return { state: 'loading', data: null, reload };
  return { ...kept.result, reload };
}

type Result<T> =
  | { readonly state: 'failed'; readonly data: null; readonly error: unknown }
  | { readonly state: 'ready'; readonly data: T };
