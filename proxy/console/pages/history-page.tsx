import { useState } from 'preact/hooks';
import type { ConsoleAnswer } from '../../../shared/protocol/console.ts';
import { call } from '../api.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { Foreign } from '../parts/foreign.tsx';
import { Loading } from '../parts/loading.tsx';
import { Moment } from '../parts/moment.tsx';
import { Page } from '../parts/page.tsx';
import { RevisionDetails } from '../parts/revision-details.tsx';
import { useLoad } from '../parts/use-load.ts';
import { useMayChange } from '../session.tsx';
import { useWords } from '../words/language.tsx';

type Revision = ConsoleAnswer<'revisions'>['revisions'][number];

export function HistoryPage() {
  const words = useWords();
  const own = words.policy.history;
  const mayChange = useMayChange();
  const [opened, setOpened] = useState<number | null>(null);
  const revisions = useLoad('revisions', (signal) => call('revisions', { signal }));
  const latest = revisions.data?.revisions[0]?.revision;
  const columns: Column<Revision>[] = [
    {
      id: 'revision',
      label: own.revision,
      heading: true,
      value: ({ revision }) => revision,
      cell: ({ revision }) => revision,
    },
    {
      id: 'published',
      label: own.published,
      value: ({ published }) => published,
      cell: ({ published }) => <Moment iso={published} />,
    },
    { id: 'by', label: own.by, value: ({ by }) => by, cell: ({ by }) => <Foreign text={by} /> },
    {
      id: 'signatures',
      label: words.signing.signersColumn,
      cell: ({ signatures, proposal }) => (
        <>
          {signatures.length === 0 ? (
            <span class="quiet">{words.signing.alone}</span>
          ) : (
            <Foreign text={signatures.map(({ by }) => by).join(words.comma)} />
          )}{' '}
          {proposal === null ? null : (
            <a href={`/proposals/${proposal}`}>{words.signing.title(proposal)}</a>
          )}
        </>
      ),
    },
    { id: 'note', label: own.note, cell: ({ note }) => <Foreign text={note} /> },
    {
      id: 'open',
      label: words.operations,
      cell: ({ revision }) => (
        <div class="row-buttons">
          <button
            type="button"
            class="button button-small"
            aria-expanded={opened === revision}
            aria-label={opened === revision ? words.close : own.openNamed(revision)}
            onClick={() => setOpened(opened === revision ? null : revision)}
          >
            {opened === revision ? words.close : own.open}
          </button>
          {mayChange && revision !== latest ? (
            <a
              class="button button-small"
              href={`/policy/history/${revision}/restore`}
              aria-label={words.signing.restoreNamed(revision)}
            >
              {words.signing.restore}
            </a>
          ) : null}
        </div>
      ),
    },
  ];
  return (
    <Page title={words.pages.history}>
      <Loading loaded={revisions}>
        {(data) =>
          data.revisions.length === 0 ? (
            <p class="empty">{own.empty}</p>
          ) : (
            <DataTable
              caption={words.pages.history}
              columns={columns}
              rows={data.revisions}
              keyOf={({ revision }) => String(revision)}
              detail={({ revision }) =>
                opened === revision ? <RevisionDetails revision={revision} /> : null
              }
            />
          )
        }
      </Loading>
    </Page>
  );
}
