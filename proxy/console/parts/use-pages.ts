/** A list page by page: the newest first, older ones added by keyset. */
import { useState } from 'preact/hooks';
import { type Loaded, useLoad } from './use-load.ts';

export interface OnePage<T> {
  readonly rows: readonly T[];
  /** null: there is nothing older. */
  readonly next: string | null;
}

export interface Pages<T, M = object> {
  /** With what only the first page says. */
  readonly first: Loaded<OnePage<T> & M>;
  readonly rows: readonly T[];
  readonly next: string | null;
  /** @throws ApiError */
  older(): Promise<void>;
}

/** @param key what is listed: another key starts anew */
export function usePages<T, M = object>(
  key: string,
  load: (before: string | null, signal?: AbortSignal) => Promise<OnePage<T> & M>,
): Pages<T, M> {
  const first = useLoad(key, (signal) => load(null, signal));
  const [more, setMore] = useState<(OnePage<T> & { of: unknown }) | null>(null);
  const added = more !== null && more.of === first.data ? more : null;
  const next = added ? added.next : (first.data?.next ?? null);
  return {
    first,
    rows: [...(first.data?.rows ?? []), ...(added?.rows ?? [])],
    next,
    async older() {
      if (next === null) return;
      const page = await load(next);
      setMore({ of: first.data, rows: [...(added?.rows ?? []), ...page.rows], next: page.next });
    },
  };
}
