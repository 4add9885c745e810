/** The entries of a list: search, select, add, edit, remove, take back. */
import { useMemo, useState } from 'preact/hooks';
import type { KeyedEntry } from '../../../shared/protocol/policy-change.ts';
import { addEntries, removeEntries, restoreEntry, updateEntry } from '../changes/change-set.ts';
import { entryOf, overlayEntries, type ShownEntry } from '../changes/overlay.ts';
import { edit, useChanges } from '../changes/store.ts';
import { go, usePlace } from '../place.ts';
import { entryFits } from '../text/search.ts';
import { visible } from '../text/visible.ts';
import { useWords } from '../words/language.tsx';
import { announce } from './announce.tsx';
import { Confirm } from './confirm.tsx';
import { DataTable } from './data-table.tsx';
import { entryColumns } from './entry-columns.tsx';
import { type Choosable, EntryDialog } from './entry-dialog.tsx';
import { TextField } from './field.tsx';
import { LineHistory } from './line-history.tsx';

type Open =
  | { readonly kind: 'add'; readonly match: string }
  | { readonly kind: 'edit'; readonly entry: ShownEntry }
  | { readonly kind: 'history'; readonly match: string }
  | { readonly kind: 'remove'; readonly keys: readonly string[] }
  | null;

export function EntryList({
  list,
  revision,
  published,
  choosable,
  open,
}: {
  readonly list: string;
  readonly revision: number;
  readonly published: readonly KeyedEntry[];
  readonly choosable: Choosable;
  /** Whether entries may be changed here and now. */
  readonly open: boolean;
}) {
  const words = useWords();
  const own = words.policy.list;
  const { changes } = useChanges();
  const given = usePlace().query.get('add');
  const [search, setSearch] = useState('');
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [dialog, setDialog] = useState<Open>(
    open && given !== null ? { kind: 'add', match: given } : null,
  );
  const entries = useMemo(
    () => overlayEntries(list, published, changes),
    [list, published, changes],
  );
  const shown = useMemo(
    () => entries.filter(({ entry }) => entryFits(entry, search)),
    [entries, search],
  );
  const close = () => {
    setDialog(null);
    if (given !== null) go(`/lists/${encodeURIComponent(list)}`, { replace: true });
  };
  const columns = useMemo(
    () =>
      entryColumns(words, {
        open,
        onEdit: (entry) => setDialog({ kind: 'edit', entry }),
        onRemove: (entry) => setDialog({ kind: 'remove', keys: [entry.key] }),
        onHistory: ({ entry }) => setDialog({ kind: 'history', match: entry.match }),
        onRestore: (entry) => {
          edit(revision, (before) => restoreEntry(before, list, entry.key));
          announce(own.restored);
        },
      }),
    [words, open, revision, list, own],
  );
  const selection = open
    ? {
        keys: selected,
        onChange: setSelected,
        nameOf: ({ entry }: ShownEntry) => visible(entry.match),
        can: ({ state }: ShownEntry) => state !== 'removed',
      }
    : undefined;

  return (
    <>
      <div class="toolbar">
        <div class="toolbar-search">
          <TextField
            label={own.search}
            hint={own.searchHint}
            type="search"
            field={{ name: 'search', value: search, mend: undefined, set: setSearch }}
          />
        </div>
        {open ? (
          <div class="toolbar-buttons">
            <button
              type="button"
              class="button button-strong"
              onClick={() => setDialog({ kind: 'add', match: '' })}
            >
              {own.add}
            </button>
            <a class="button" href={`/lists/${encodeURIComponent(list)}/paste`}>
              {own.paste}
            </a>
            {selected.size > 0 ? (
              <button
                type="button"
                class="button button-danger"
                onClick={() => setDialog({ kind: 'remove', keys: [...selected] })}
              >
                {own.removeSelected(selected.size)}
              </button>
            ) : null}
          </div>
        ) : null}
      </div>
      <p class="quiet" role="status">
        {own.shown(shown.length, entries.length)}
      </p>
      {shown.length === 0 ? (
        <p class="empty">{entries.length === 0 ? own.empty : own.noHit}</p>
      ) : (
        <DataTable
          caption={words.policy.lists.entries}
          columns={columns}
          rows={shown}
          keyOf={({ key }) => key}
          stateOf={({ state }) => state}
          {...(selection && { selection })}
        />
      )}
      {dialog?.kind === 'add' ? (
        <EntryDialog
          entry={null}
          match={dialog.match}
          choosable={choosable}
          onClose={close}
          onSave={(entry) => {
            edit(revision, (before) => addEntries(before, list, [entryOf(entry)]));
            announce(own.added(1));
            close();
          }}
        />
      ) : null}
      {dialog?.kind === 'edit' ? (
        <EntryDialog
          entry={dialog.entry.entry}
          choosable={choosable}
          onClose={close}
          onSave={(entry) => {
            edit(revision, (before) => updateEntry(before, list, dialog.entry.key, entry));
            announce(own.changed);
            close();
          }}
        />
      ) : null}
      {dialog?.kind === 'history' ? (
        <LineHistory list={list} match={dialog.match} onClose={close} />
      ) : null}
      {dialog?.kind === 'remove' ? (
        <Confirm
          title={own.removeSelected(dialog.keys.length)}
          text={own.removeAsk(dialog.keys.length)}
          action={words.remove}
          onClose={close}
          onConfirm={() => {
            edit(revision, (before) => removeEntries(before, list, dialog.keys));
            setSelected(new Set());
            announce(own.removed(dialog.keys.length));
            close();
          }}
        />
      ) : null}
    </>
  );
}
