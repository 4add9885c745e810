/** The audit log: filter, read on, open a record, export. */
import { useMemo, useState } from 'preact/hooks';
import { queryText } from '../api.ts';
import { announce } from '../parts/announce.tsx';
import { auditColumns, rowKey } from '../parts/audit-columns.tsx';
import { AuditDetails } from '../parts/audit-details.tsx';
import { AuditFilter } from '../parts/audit-filter.tsx';
import { DataTable } from '../parts/data-table.tsx';
import { errorText } from '../parts/error-text.ts';
import { Loading } from '../parts/loading.tsx';
import { Page } from '../parts/page.tsx';
import { ReferenceSearch } from '../parts/reference-search.tsx';
import { type Names, useNames } from '../parts/use-names.ts';
import { useRecordPages } from '../parts/use-record-pages.ts';
import { usePlace } from '../place.ts';
import { type FilterQuery, filterFrom } from '../text/audit-query.ts';
import { useWords } from '../words/language.tsx';

export function AuditPage() {
  const words = useWords();
  const { query } = usePlace();
  const names = useNames();
  const address = query.toString();
  const filter = useMemo(() => filterFrom(new URLSearchParams(address)), [address]);
  // A reference alone stands in its own field above.
  const filtered = Object.keys(filter).some((name) => name !== 'id');
  return (
    <Page title={words.pages.audit}>
      <ReferenceSearch key={`reference ${address}`} reference={filter.id ?? ''} />
      <details class="filter" open={filtered}>
        <summary>{words.work.audit.filter}</summary>
        <AuditFilter key={address} filter={filter} terminals={names.terminals} />
      </details>
      <ExportLinks filter={filter} />
      <Records key={address} filter={filter} names={names} />
    </Page>
  );
}

function ExportLinks({ filter }: { readonly filter: FilterQuery }) {
  const own = useWords().work.audit;
  const to = (format: string) => `/api/records/export${queryText({ ...filter, format })}`;
  return (
    <section aria-labelledby="export">
      <h2 id="export">{own.exportTitle}</h2>
      <p class="quiet">{own.exportHint}</p>
      <div class="button-row">
        <a class="button" href={to('csv')} download>
          {own.csv}
        </a>
        <a class="button" href={to('jsonl')} download>
          {own.jsonl}
        </a>
      </div>
    </section>
  );
}

function Records({ filter, names }: { readonly filter: FilterQuery; readonly names: Names }) {
  const words = useWords();
  const own = words.work.audit;
  const pages = useRecordPages(filter);
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const [busy, setBusy] = useState(false);
  const columns = useMemo(() => {
    const toggle = (key: string) =>
      setOpened((before) => {
        const next = new Set(before);
        if (!next.delete(key)) next.add(key);
        return next;
      });
    return auditColumns(words, { opened, toggle });
  }, [words, opened]);
  const older = async () => {
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
    <section aria-labelledby="records">
      <h2 id="records">{own.caption}</h2>
      <p class="quiet">{own.readRecorded}</p>
      <Loading loaded={pages.first}>
        {() =>
          pages.records.length === 0 ? (
            <p class="empty">
              {own.empty}
              {own.emptyHint}
            </p>
          ) : (
            <>
              <DataTable
                caption={own.caption}
                columns={columns}
                rows={pages.records}
                keyOf={rowKey}
                detail={(row) =>
                  opened.has(rowKey(row)) ? <AuditDetails row={row} names={names} /> : null
                }
              />
              <p role="status" class="quiet">
                {own.shown(pages.records.length)}
              </p>
              {pages.next === null ? (
                <p class="quiet">{own.end}</p>
              ) : (
                <button type="button" class="button" disabled={busy} onClick={older}>
                  {own.older}
                </button>
              )}
            </>
          )
        }
      </Loading>
    </section>
  );
}
