/** The posting log: what waits for a review, filter, chart by day, export. */
import { useMemo } from 'preact/hooks';
import { call, queryText } from '../api.ts';
import { Page } from '../parts/page.tsx';
import { PagedTable } from '../parts/paged-table.tsx';
import { PostingChart } from '../parts/posting-chart.tsx';
import { postingColumns } from '../parts/posting-columns.tsx';
import { PostingFilter } from '../parts/posting-filter.tsx';
import { PostingViews } from '../parts/posting-views.tsx';
import { queuePath } from '../parts/review-queue.tsx';
import { useLoad } from '../parts/use-load.ts';
import { usePages } from '../parts/use-pages.ts';
import { usePlace } from '../place.ts';
import { useSession } from '../session.tsx';
import { type PostingQuery, postingFilter } from '../text/audit-query.ts';
import { useWords } from '../words/language.tsx';

const tabs = ['all', 'open', 'overdue', 'disaster', 'reviewed', 'correction'] as const;

export function PostingsPage() {
  const words = useWords();
  const own = words.content.postings;
  const { role } = useSession().account;
  const { query } = usePlace();
  const address = query.toString();
  const filter = useMemo(() => postingFilter.from(new URLSearchParams(address)), [address]);
  return (
    <Page title={words.pages.postings}>
      <PostingViews current="log" />
      <p>{role === 'sns-manager' ? own.introOwn : own.intro}</p>
      {role === 'auditor' ? null : <QueueStart />}
      <nav class="tabs" aria-label={own.show}>
        {tabs.map((tab) => (
          <a
            key={tab}
            href={`/postings${queryText({ ...filter, state: tab === 'all' ? null : tab })}`}
            aria-current={(filter.state ?? 'all') === tab ? 'true' : undefined}
          >
            {own.tabs[tab]}
          </a>
        ))}
      </nav>
      <Postings key={address} filter={filter} />
    </Page>
  );
}

/** The way into the queue of reviews, where anything waits. */
function QueueStart() {
  const own = useWords().notes.queue;
  const loaded = useLoad('queue', (signal) => call('reviewQueue', { signal }));
  const [first] = loaded.data?.waiting ?? [];
  if (loaded.data === null || first === undefined) return null;
  return (
    <p class="not-printed">
      <a class="button button-strong" href={queuePath(first.id)}>
        {own.start(loaded.data.open)}
      </a>
    </p>
  );
}

function Postings({ filter }: { readonly filter: PostingQuery }) {
  const words = useWords();
  const own = words.content.postings;
  const { role } = useSession().account;
  const pages = usePages(JSON.stringify(filter), async (before, signal) => {
    const query = { ...filter, before };
    const answer = await call('postings', { query, ...(signal && { signal }) });
    return { rows: answer.postings, next: answer.next, services: answer.services };
  });
  const services = pages.first.data?.services ?? [];
  const columns = useMemo(() => postingColumns(words), [words]);
  const isNobodys = role === 'sns-manager' && pages.first.data?.services.length === 0;
  const empty = filter.state === undefined ? own.nothingYet : own.noneSuch;
  const filtered = Object.keys(filter).some((name) => name !== 'state');
  return (
    <>
      <details class="filter" open={filtered}>
        <summary>{words.work.audit.filter}</summary>
        <PostingFilter filter={filter} services={services} />
      </details>
      {filter.state === undefined ? (
        <section aria-labelledby="days">
          <h2 id="days">{own.chart}</h2>
          <PostingChart service={filter.service} />
        </section>
      ) : null}
      <section aria-labelledby="postings">
        <h2 id="postings">{own.caption}</h2>
        <p class="quiet">{words.work.audit.readRecorded}</p>
        {isNobodys ? (
          <p class="empty">{own.emptyOwn}</p>
        ) : (
          <PagedTable
            pages={pages}
            caption={own.caption}
            columns={columns}
            keyOf={({ id }) => id}
            empty={filtered ? own.empty : empty}
            stateOf={({ review }) => review.state}
          />
        )}
      </section>
      <ExportLinks filter={filter} />
    </>
  );
}

function ExportLinks({ filter }: { readonly filter: PostingQuery }) {
  const { notes, content } = useWords();
  const own = content.postings;
  const to = (format: string) => `/api/postings/export${queryText({ ...filter, format })}`;
  return (
    <section aria-labelledby="export" class="not-printed">
      <h2 id="export">{own.exportTitle}</h2>
      <p class="quiet">{own.exportHint}</p>
      <div class="button-row">
        <a class="button" href={to('csv')} download>
          {own.csv}
        </a>
        <a class="button" href={to('json')} download>
          {own.json}
        </a>
        <a class="button" href={to('jsonl')} download>
          {notes.jsonl}
        </a>
        <button type="button" class="button" onClick={() => print()}>
          {notes.print}
        </button>
      </div>
    </section>
  );
}
