/** One list: its settings, its entries, and what is done with them. */
import { useState } from 'preact/hooks';
import type { ConsoleAnswer } from '../../../shared/protocol/console.ts';
import { call } from '../api.ts';
import { removeList, replacesAll, updateList } from '../changes/change-set.ts';
import { overlayLists } from '../changes/overlay.ts';
import { edit, useChanges } from '../changes/store.ts';
import { ActionBadge, Badge } from '../parts/badge.tsx';
import { BaseNote } from '../parts/base-note.tsx';
import { Confirm } from '../parts/confirm.tsx';
import { EntryList } from '../parts/entry-list.tsx';
import { Facts } from '../parts/facts.tsx';
import { FeedSection } from '../parts/feed-section.tsx';
import { Foreign } from '../parts/foreign.tsx';
import { ListDialog } from '../parts/list-dialog.tsx';
import { Loading } from '../parts/loading.tsx';
import { Page } from '../parts/page.tsx';
import { useLoad } from '../parts/use-load.ts';
import { useNames } from '../parts/use-names.ts';
import { go } from '../place.ts';
import { useMayChange } from '../session.tsx';
import { useWords } from '../words/language.tsx';

interface Data {
  readonly lists: ConsoleAnswer<'lists'>;
  /** Empty for a list that is not published yet. */
  readonly entries: ConsoleAnswer<'list'>['entries'];
}

export function ListPage({ id }: { readonly id: string }) {
  const set = useChanges();
  const loaded = useLoad(id, async (signal): Promise<Data> => {
    const lists = await call('lists', { signal });
    const isNew = set.changes.some((each) => each.op === 'add-list' && each.list.id === id);
    const published = lists.lists.some((list) => list.id === id);
    if (isNew && !published) return { lists, entries: [] };
    const { entries } = await call('list', { id, signal });
    return { lists, entries };
  });
  const words = useWords();
  if (loaded.data === null) {
    return (
      <Page title={words.pages.lists}>
        <Loading loaded={loaded}>{() => null}</Loading>
      </Page>
    );
  }
  return <ListView id={id} data={loaded.data} />;
}

function ListView({ id, data }: { readonly id: string; readonly data: Data }) {
  const words = useWords();
  const own = words.policy.lists;
  const names = words.policy.changes.fieldNames;
  const machines = useNames();
  const set = useChanges();
  const mayChange = useMayChange() && !replacesAll(set.changes);
  const [dialog, setDialog] = useState<'edit' | 'remove' | null>(null);
  const { revision } = data.lists;
  const shown = overlayLists(data.lists.lists, set.changes).find(({ list }) => list.id === id);
  if (shown === undefined) {
    return (
      <Page title={words.notFoundTitle}>
        <p>{words.notFound}</p>
      </Page>
    );
  }
  const { list } = shown;
  const open = mayChange && shown.state !== 'removed';
  return (
    <Page
      title={list.title}
      aside={
        open ? (
          <>
            <button type="button" class="button" onClick={() => setDialog('edit')}>
              {own.editList}
            </button>
            <button type="button" class="button button-danger" onClick={() => setDialog('remove')}>
              {own.removeList}
            </button>
          </>
        ) : undefined
      }
    >
      <BaseNote revision={revision} />
      <Facts
        facts={[
          [own.action, <ActionBadge key="action" action={list.action} />],
          [own.id, <Foreign key="id" text={list.id} code />],
          [own.owner, <Foreign key="owner" text={list.owner} />],
          [own.reason, <Foreign key="reason" text={list.reason} />],
          [own.clause, list.clause ? <Foreign key="clause" text={list.clause} /> : null],
          [
            own.units,
            list.units ? <Foreign key="units" text={list.units.join(words.comma)} /> : null,
          ],
          [
            names.terminals,
            list.terminals ? (
              <Foreign
                key="terminals"
                text={list.terminals.map(machines.terminal).join(words.comma)}
              />
            ) : null,
          ],
          [
            names.initiators,
            list.initiators ? (
              <Foreign key="initiators" text={list.initiators.join(words.comma)} />
            ) : null,
          ],
          [names.readOnly, list.readOnly ? words.policy.changes.yes : null],
          [
            words.policy.list.state,
            shown.state === 'published' ? null : (
              <Badge tone="info">{words.policy.list.states[shown.state]}</Badge>
            ),
          ],
        ]}
      />
      {list.feed === undefined ? (
        <EntryList
          list={id}
          revision={revision}
          published={data.entries}
          choosable={data.lists}
          open={open}
        />
      ) : (
        <FeedSection list={id} title={list.title} feed={list.feed} published={shown.feedState} />
      )}
      {dialog === 'edit' ? (
        <ListDialog
          list={list}
          units={data.lists.units}
          taken={[]}
          onClose={() => setDialog(null)}
          onSave={({ id: _, ...fields }) => {
            edit(revision, (before) => updateList(before, id, fields));
            setDialog(null);
          }}
        />
      ) : null}
      {dialog === 'remove' ? (
        <Confirm
          title={own.removeList}
          text={own.removeListAsk(list.title, shown.entries)}
          action={own.removeList}
          onClose={() => setDialog(null)}
          onConfirm={() => {
            edit(revision, (before) => removeList(before, id));
            go('/lists');
          }}
        />
      ) : null}
    </Page>
  );
}
