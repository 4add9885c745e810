/** The audit log: filter, read on, open a record, export. */
import { useMemo } from 'preact/hooks';
import { call, queryText } from '../api.ts';
import { auditColumns, rowKey } from '../parts/audit-columns.tsx';
import { AuditDetails } from '../parts/audit-details.tsx';
import { AuditFilter } from '../parts/audit-filter.tsx';
import { Page } from '../parts/page.tsx';
import { PagedTable } from '../parts/paged-table.tsx';
import { ReferenceSearch } from '../parts/reference-search.tsx';
import { type Names, useNames } from '../parts/use-names.ts';
import { useOpened } from '../parts/use-opened.ts';
import { usePages } from '../parts/use-pages.ts';
import { usePlace } from '../place.ts';
import { auditFilter, type FilterQuery } from '../text/audit-query.ts';
import { useWords } from '../words/language.tsx';

export function AuditPage() {
  const words = useWords();
  const { query } = usePlace();
  const names = useNames();
  const address = query.toString();
  const filter = useMemo(() => auditFilter.from(new URLSearchParams(address)), [address]);
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
  const pages = usePages(JSON.stringify(filter), async (before, signal) => {
    const query = { ...filter, before };
    const { records, next } = await call('records', { query, ...(signal && { signal }) });
    return { rows: records, next };
  });
  const opening = useOpened();
  const columns = useMemo(() => auditColumns(words, opening), [words, opening.opened]);
  return (
    <section aria-labelledby="records">
      <h2 id="records">{own.caption}</h2>
      <p class="quiet">{own.readRecorded}</p>
      <PagedTable
        pages={pages}
        caption={own.caption}
        columns={columns}
        keyOf={rowKey}
        empty={own.empty}
        detail={(row) =>
          opening.opened.has(rowKey(row)) ? <AuditDetails row={row} names={names} /> : null
        }
      />
    </section>
  );
}
