/** Uploads that were stopped or warned of: filter, read on, open one. */
import { useMemo } from 'preact/hooks';
import { call } from '../api.ts';
import { Page } from '../parts/page.tsx';
import { PagedTable } from '../parts/paged-table.tsx';
import { uploadColumns, uploadKey } from '../parts/upload-columns.tsx';
import { UploadDetails } from '../parts/upload-details.tsx';
import { UploadFilter } from '../parts/upload-filter.tsx';
import { useNames } from '../parts/use-names.ts';
import { useOpened } from '../parts/use-opened.ts';
import { usePages } from '../parts/use-pages.ts';
import { usePlace } from '../place.ts';
import { type UploadQuery, uploadFilter } from '../text/audit-query.ts';
import { useWords } from '../words/language.tsx';

export function UploadsPage() {
  const words = useWords();
  const { query } = usePlace();
  const address = query.toString();
  const filter = useMemo(() => uploadFilter.from(new URLSearchParams(address)), [address]);
  return (
    <Page title={words.pages.uploads}>
      <p>{words.content.uploads.intro}</p>
      <details class="filter" open={Object.keys(filter).length > 0}>
        <summary>{words.work.audit.filter}</summary>
        <UploadFilter key={address} filter={filter} />
      </details>
      <Uploads key={`table ${address}`} filter={filter} />
    </Page>
  );
}

function Uploads({ filter }: { readonly filter: UploadQuery }) {
  const words = useWords();
  const own = words.content.uploads;
  const names = useNames();
  const pages = usePages(JSON.stringify(filter), async (before, signal) => {
    const query = { ...filter, before };
    const { uploads, next } = await call('uploads', { query, ...(signal && { signal }) });
    return { rows: uploads, next };
  });
  const opening = useOpened();
  const columns = useMemo(
    () => uploadColumns(words, names, opening),
    [words, names, opening.opened],
  );
  return (
    <section aria-labelledby="uploads">
      <h2 id="uploads">{own.caption}</h2>
      <p class="quiet">{words.work.audit.readRecorded}</p>
      <PagedTable
        pages={pages}
        caption={own.caption}
        columns={columns}
        keyOf={uploadKey}
        empty={Object.keys(filter).length === 0 ? own.nothingYet : own.empty}
        detail={(row) => (opening.opened.has(uploadKey(row)) ? <UploadDetails row={row} /> : null)}
      />
    </section>
  );
}
