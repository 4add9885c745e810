/** A feed on its list's page: where it comes from, how it stands, and the lines that were not taken. */
import { useState } from 'preact/hooks';
import type { Feed } from '../../../shared/policy/feed-schema.ts';
import type { ShownFeed } from '../../../shared/protocol/feeds.ts';
import { useMayChange } from '../session.tsx';
import { ownHalf } from '../text/own-half.ts';
import { useWords } from '../words/language.tsx';
import { type Column, DataTable } from './data-table.tsx';
import { Facts } from './facts.tsx';
import { FeedBadge } from './feed-cell.tsx';
import { FetchButton } from './fetch-button.tsx';
import { Foreign } from './foreign.tsx';
import { Moment } from './moment.tsx';
import { Notice } from './notice.tsx';

export function FeedSection({
  list,
  title,
  feed,
  published,
}: {
  readonly list: string;
  readonly title: string;
  readonly feed: Feed;
  /** null: the list is not published yet. */
  readonly published: ShownFeed | null;
}) {
  const words = useWords();
  const own = words.policy.feed;
  const mayFetch = useMayChange();
  const [state, setState] = useState(published);
  return (
    <section>
      <h2>{own.heading}</h2>
      <p>{own.explained}</p>
      {state === null ? <p>{own.afterPublishing}</p> : <FeedFailure state={state} />}
      <Facts
        facts={[
          [own.source, <Foreign key="source" text={feed.url ?? feed.file ?? ''} code />],
          [own.format, <Foreign key="format" text={feed.format ?? 'auto'} code />],
          [own.state, state && <FeedBadge key="state" state={state} />],
          [own.fetchedAt, state?.fetchedAt ? <Moment key="at" iso={state.fetchedAt} /> : null],
          [own.checkedAt, state?.checkedAt ? <Moment key="seen" iso={state.checkedAt} /> : null],
          [own.lines, state && words.number(state.lines)],
          [own.taken, state && words.number(state.taken)],
          [own.notTaken, state && words.number(state.notTaken)],
          [own.hash, state?.snapshot ? <Foreign key="hash" text={state.snapshot} code /> : null],
        ]}
      />
      {mayFetch && state !== null ? (
        <p>
          <FetchButton list={list} title={title} onFetched={setState} />
        </p>
      ) : null}
      {state === null || state.problems.length === 0 ? null : <FeedProblems state={state} />}
    </section>
  );
}

function FeedFailure({ state }: { readonly state: ShownFeed }) {
  const words = useWords();
  const own = words.policy.feed;
  const { failure, fetchedAt, missingAt } = state;
  return (
    <>
      {failure === null ? null : (
        <Notice kind="warning" title={ownHalf(failure.message, words.code)}>
          <p>{ownHalf(failure.cure, words.code)}</p>
          <p>
            {fetchedAt === null ? own.noneSince : own.oldSince} <Moment iso={failure.since} />
          </p>
        </Notice>
      )}
      {missingAt === 0 ? null : (
        <Notice kind="warning">
          <p>{own.missing(words.number(missingAt))}</p>
        </Notice>
      )}
    </>
  );
}

function FeedProblems({ state }: { readonly state: ShownFeed }) {
  const words = useWords();
  const own = words.policy.feed;
  const columns: Column<ShownFeed['problems'][number]>[] = [
    {
      id: 'line',
      label: own.line,
      number: true,
      heading: true,
      value: ({ line }) => line,
      cell: ({ line }) => words.number(line),
    },
    { id: 'text', label: own.text, cell: ({ text }) => <Foreign text={text} code /> },
    { id: 'why', label: own.why, cell: ({ message }) => ownHalf(message, words.code) },
    { id: 'cure', label: own.cure, cell: ({ cure }) => ownHalf(cure, words.code) },
  ];
  return (
    <>
      <h3>{own.problems}</h3>
      <p>{own.problemsShown(words.number(state.problems.length), words.number(state.notTaken))}</p>
      <DataTable
        caption={own.problems}
        columns={columns}
        rows={state.problems}
        keyOf={(row) => `${row.line} ${row.text}`}
      />
    </>
  );
}
