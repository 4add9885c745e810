/** How the accounts' own posts are read, to find those that did not pass the barrier. */
import { useState } from 'preact/hooks';
import type { ConsoleAnswer } from '../../../shared/protocol/console.ts';
import { call, queryText } from '../api.ts';
import { Badge } from '../parts/badge.tsx';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { Foreign } from '../parts/foreign.tsx';
import { Loading } from '../parts/loading.tsx';
import { Moment } from '../parts/moment.tsx';
import { Page } from '../parts/page.tsx';
import { PostingViews } from '../parts/posting-views.tsx';
import { ReadImport } from '../parts/read-import.tsx';
import { useLoad } from '../parts/use-load.ts';
import { ownHalf } from '../text/own-half.ts';
import { periodText } from '../text/period-text.ts';
import { jst } from '../text/time.ts';
import { visible } from '../text/visible.ts';
import { useWords } from '../words/language.tsx';

type Import = ConsoleAnswer<'postingImports'>['imports'][number];

export function PostingImportsPage() {
  const words = useWords();
  const own = words.imports;
  const loaded = useLoad('imports', (signal) => call('postingImports', { signal }));
  return (
    <Page title={words.pages.imports}>
      <PostingViews current="imports" />
      <p>{own.intro}</p>
      <p>
        <a href="/postings?state=outside">{own.all}</a>
      </p>
      <Loading loaded={loaded}>
        {({ imports }) =>
          imports.length === 0 ? <p class="empty">{own.empty}</p> : <Imports read={imports} />
        }
      </Loading>
    </Page>
  );
}

const keyOf = ({ service, account }: Import) => `${service} ${account}`;

function Imports({ read }: { readonly read: readonly Import[] }) {
  const words = useWords();
  const own = words.imports;
  const [imports, setImports] = useState(read);
  const put = (now: Import) =>
    setImports((all) => all.map((each) => (keyOf(each) === keyOf(now) ? now : each)));
  const columns: Column<Import>[] = [
    {
      id: 'account',
      label: own.account,
      heading: true,
      cell: ({ title, account }) => (
        <>
          <bdi>{visible(title)}</bdi>
          <br />
          <Foreign text={account} />
        </>
      ),
    },
    {
      id: 'from',
      label: own.from,
      cell: ({ from, url }) => (
        <>
          {own.sources[from]}
          <br />
          <Foreign text={url} code />
        </>
      ),
    },
    { id: 'every', label: own.every, cell: ({ every }) => periodText(every, words) },
    { id: 'checked', label: own.checked, cell: checked },
    {
      id: 'state',
      label: own.state,
      cell: (each) => (
        <>
          {state(each)}
          {each.mayRead ? <ReadImport of={each} onRead={put} /> : null}
        </>
      ),
    },
    {
      id: 'open',
      label: own.open,
      number: true,
      cell: ({ open, service, account }) =>
        open === 0 ? (
          words.count(0)
        ) : (
          <a href={`/postings${queryText({ state: 'outside', service, account })}`}>
            {words.count(open)}
          </a>
        ),
    },
  ];
  function checked({ checkedAt, since }: Import) {
    if (checkedAt === null || since === null) return own.notYet;
    return (
      <>
        <Moment iso={checkedAt} to="minute" />
        <br />
        <span class="quiet">{own.since(jst(since, 'minute'))}</span>
      </>
    );
  }
  function state({ failure, checkedAt }: Import) {
    if (failure === null) {
      return checkedAt === null ? null : <Badge tone="good">{own.good}</Badge>;
    }
    return (
      <>
        <Badge tone="bad">{own.failed}</Badge>{' '}
        <span class="term">{own.failedSince(jst(failure.since, 'minute'))}</span>
        <br />
        {ownHalf(failure.message, words.code)} {ownHalf(failure.cure, words.code)}
      </>
    );
  }
  return (
    <section aria-labelledby="imports">
      <h2 id="imports">{own.caption}</h2>
      <DataTable caption={own.caption} columns={columns} rows={imports} keyOf={keyOf} />
    </section>
  );
}
