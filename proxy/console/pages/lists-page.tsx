/** All lists, with the unpublished changes laid over them. */
import { useState } from 'preact/hooks';
import type { ConsoleAnswer } from '../../../shared/protocol/console.ts';
import type { ShownFeed } from '../../../shared/protocol/feeds.ts';
import { call } from '../api.ts';
import { addList, replacesAll } from '../changes/change-set.ts';
import { overlayLists, type ShownList } from '../changes/overlay.ts';
import { edit, useChanges } from '../changes/store.ts';
import { ActionBadge, Badge } from '../parts/badge.tsx';
import { BaseNote } from '../parts/base-note.tsx';
import { countColumn } from '../parts/count-column.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { FeedCell } from '../parts/feed-cell.tsx';
import { Foreign } from '../parts/foreign.tsx';
import { ListDialog } from '../parts/list-dialog.tsx';
import { Loading } from '../parts/loading.tsx';
import { Page } from '../parts/page.tsx';
import { useLoad } from '../parts/use-load.ts';
import { go } from '../place.ts';
import { useMayChange } from '../session.tsx';
import { useWords } from '../words/language.tsx';

export function ListsPage() {
  const words = useWords();
  const mayChange = useMayChange();
  const set = useChanges();
  const lists = useLoad('lists', (signal) => call('lists', { signal }));
  const [adding, setAdding] = useState(false);
  const open = mayChange && lists.data !== null && !replacesAll(set.changes);
  return (
    <Page
      title={words.pages.lists}
      aside={
        open ? (
          <button type="button" class="button" onClick={() => setAdding(true)}>
            {words.policy.lists.add}
          </button>
        ) : undefined
      }
    >
      <Loading loaded={lists}>
        {(data) => {
          const shown = overlayLists(data.lists, set.changes);
          return (
            <>
              <BaseNote revision={data.revision} />
              <Lists data={data} shown={shown} />
              {adding ? (
                <ListDialog
                  list={null}
                  units={data.units}
                  taken={shown.map(({ list }) => list.id)}
                  onClose={() => setAdding(false)}
                  onSave={(list) => {
                    edit(data.revision, (before) => addList(before, { ...list, entries: [] }));
                    go(`/lists/${list.id}`);
                  }}
                />
              ) : null}
            </>
          );
        }}
      </Loading>
    </Page>
  );
}

function Lists({
  data,
  shown,
}: {
  readonly data: ConsoleAnswer<'lists'>;
  readonly shown: readonly ShownList[];
}) {
  const words = useWords();
  const own = words.policy.lists;
  const [fetched, setFetched] = useState<Readonly<Record<string, ShownFeed>>>({});
  const stateOf = ({ list, feedState }: ShownList) => fetched[list.id] ?? feedState;
  const countOf = (row: ShownList) => stateOf(row)?.taken ?? row.entries;
  const hasFeeds = shown.some(({ list }) => list.feed !== undefined);
  const feedColumn: Column<ShownList> = {
    id: 'feed',
    label: words.policy.feed.column,
    value: (row) => stateOf(row)?.fetchedAt ?? '',
    cell: (row) => {
      const { id, title } = row.list;
      const state = stateOf(row);
      if (state === null) return words.none;
      const onFetched = (next: ShownFeed) => setFetched((before) => ({ ...before, [id]: next }));
      return <FeedCell list={id} title={title} state={state} onFetched={onFetched} />;
    },
  };
  const columns: Column<ShownList>[] = [
    {
      id: 'title',
      label: own.title,
      heading: true,
      value: ({ list }) => list.title,
      cell: ({ list, state }) => (
        <>
          <a href={`/lists/${encodeURIComponent(list.id)}`}>
            <bdi>{list.title}</bdi>
          </a>
          {state === 'published' ? null : (
            <>
              {' '}
              <Badge tone="info">{words.policy.list.states[state]}</Badge>
            </>
          )}
        </>
      ),
    },
    {
      id: 'action',
      label: own.action,
      value: ({ list }) => list.action,
      cell: ({ list }) => <ActionBadge action={list.action} />,
    },
    countColumn(words, 'entries', own.entries, countOf),
    ...(hasFeeds ? [feedColumn] : []),
    countColumn(words, 'expiring', own.expiring, ({ expiring }) => expiring),
    {
      id: 'owner',
      label: own.owner,
      value: ({ list }) => list.owner,
      cell: ({ list }) => <Foreign text={list.owner} />,
    },
    { id: 'reason', label: own.reason, cell: ({ list }) => <Foreign text={list.reason} /> },
    {
      id: 'clause',
      label: own.clause,
      cell: ({ list }) => (list.clause === undefined ? words.none : <Foreign text={list.clause} />),
    },
  ];
  return (
    <>
      <p>
        {own.revision(data.revision)}
        <br />
        {own.default(words.actions[data.default])}
      </p>
      {shown.length === 0 ? (
        <p class="empty">{own.empty}</p>
      ) : (
        <DataTable
          caption={words.pages.lists}
          columns={columns}
          rows={shown}
          keyOf={({ list }) => list.id}
          stateOf={({ state }) => state}
        />
      )}
    </>
  );
}
