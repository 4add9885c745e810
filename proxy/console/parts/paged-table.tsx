import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { useWords } from '../words/language.tsx';
import { announce } from './announce.tsx';
import { type Column, DataTable } from './data-table.tsx';
import { errorText } from './error-text.ts';
import { Loading } from './loading.tsx';
import type { Pages } from './use-pages.ts';

/** A table that grows by older rows on demand. */
export function PagedTable<T extends object>({
  pages,
  caption,
  columns,
  keyOf,
  empty,
  detail,
  stateOf,
}: {
  readonly pages: Pages<T>;
  readonly caption: string;
  readonly columns: readonly Column<T>[];
  readonly keyOf: (row: T) => string;
  readonly empty: string;
  readonly detail?: (row: T) => ComponentChildren;
  readonly stateOf?: (row: T) => string;
}) {
  const words = useWords();
  const own = words.work.audit;
  const [busy, setBusy] = useState(false);
  const older = async () => {
    if (busy) return;
    setBusy(true);
    try {
      await pages.older();
    } catch (error) {
      announce(errorText(error, words));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Loading loaded={pages.first}>
      {() =>
        pages.rows.length === 0 ? (
          <p class="empty">{empty}</p>
        ) : (
          <>
            <DataTable
              caption={caption}
              columns={columns}
              rows={pages.rows}
              keyOf={keyOf}
              {...(detail && { detail })}
              {...(stateOf && { stateOf })}
            />
            <p role="status" class="quiet">
              {own.shown(pages.rows.length)}
            </p>
            {pages.next === null ? (
              <p class="quiet">{own.end}</p>
            ) : (
              <button type="button" class="button" aria-disabled={busy} onClick={older}>
                {own.older}
              </button>
            )}
          </>
        )
      }
    </Loading>
  );
}
