/** The audit log page by page: the newest first, older ones added by keyset. */
import { useState } from 'preact/hooks';
import type { RecordRow } from '../../../shared/protocol/record-filter.ts';
import { call } from '../api.ts';
import type { FilterQuery } from '../text/audit-query.ts';
import { type Loaded, useLoad } from './use-load.ts';

export interface RecordPages {
  readonly first: Loaded<{ records: RecordRow[]; next: string | null }>;
  readonly records: readonly RecordRow[];
  /** null: there is nothing older. */
  readonly next: string | null;
  /** @throws ApiError */
  older(): Promise<void>;
}

export function useRecordPages(filter: FilterQuery): RecordPages {
  const first = useLoad(JSON.stringify(filter), (signal) =>
    call('records', { query: filter, signal }),
  );
  const [more, setMore] = useState<{
    of: unknown;
    records: readonly RecordRow[];
    next: string | null;
  } | null>(null);
  const added = more !== null && more.of === first.data ? more : null;
  const records = [...(first.data?.records ?? []), ...(added?.records ?? [])];
  const next = added ? added.next : (first.data?.next ?? null);
  const older = async () => {
    if (next === null) return;
    const page = await call('records', { query: { ...filter, before: next } });
    setMore({
      of: first.data,
      records: [...(added?.records ?? []), ...page.records],
      next: page.next,
    });
  };
  return { first, records, next, older };
}
